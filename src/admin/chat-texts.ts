import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type TOptions } from 'i18next';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import { createRetell, type Retell } from './retell.ts';

/** Says a text of `chat.json` in an admin's language. */
export interface Say {
  (key: string, values?: TOptions): string;
  /** In that language what the house itself wrote in English, by `house.json`. */
  readonly retell: Retell;
}

/** Everything that the chat can say, in every language that has a `locales/<language>/chat.json`. */
export interface ChatTexts {
  readonly languages: readonly Language[];
  /** The language in which an admin with this Telegram `language_code` is answered. */
  choose(languageCode: string | undefined): Language;
  say(language: Language): Say;
}

const FILE = 'chat.json';
/** English sentences of the house, and what each is in the language; English has none. */
const HOUSE_FILE = 'house.json';
const FALLBACK = 'en';
/** Whose readers are better served by another language than by English. */
const NEIGHBOURS: Readonly<Record<string, Language>> = { uk: 'ru', kk: 'ru' };

export function loadChatTexts(localesFolder: string): ChatTexts {
  const resources = Object.fromEntries(
    readdirSync(localesFolder, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => [name, readTexts(join(localesFolder, name, FILE))] as const)
      .flatMap(([name, texts]) => (texts === undefined ? [] : [[name, { translation: texts }] as const])),
  );
  const languages = Object.keys(resources);
  const retelling = new Map(
    languages.map(name => {
      const house = readTexts(join(localesFolder, name, HOUSE_FILE)) ?? {};
      return [name, createRetell(house as Readonly<Record<string, string>>)];
    }),
  );
  if (!languages.includes(FALLBACK)) {
    throw new InputError(`The chat has no English texts: add ${join(localesFolder, FALLBACK, FILE)}.`);
  }
  const texts = createInstance();
  void texts.init({
    resources,
    fallbackLng: FALLBACK,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return {
    languages,
    choose(languageCode) {
      const language = languageCode?.toLowerCase().split(/[-_]/)[0] ?? FALLBACK;
      return [language, NEIGHBOURS[language]].find(known => known && languages.includes(known)) ?? FALLBACK;
    },
    say: language => {
      const translate = texts.getFixedT(language);
      const say = (key: string, values: TOptions = {}) => String(translate(key, values));
      return Object.assign(say, { retell: retelling.get(language) ?? ((english: string) => english) });
    },
  };
}

function readTexts(path: string): Record<string, unknown> | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InputError(`${path} cannot be read: check that it is a file which the bot may read.`);
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new InputError(`${path} is no JSON: ${error instanceof Error ? error.message : 'malformed'}.`);
  }
}
