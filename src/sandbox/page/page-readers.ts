import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { Language } from '../../domain/language.ts';

/** Says a text of `page.json`. */
export type SayOnPage = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** How one visitor is spoken to. */
export interface Reader {
  readonly language: Language;
  readonly say: SayOnPage;
  readonly showTime: (at: Date) => string;
}

export interface PageReaders {
  /** Each with a `locales/<language>/page.json`, English first. */
  readonly languages: readonly Language[];
  /** By `?in=`, or else by what the browser says it reads. Nothing is kept of it. */
  of(context: Context): Reader;
}

type Words = Readonly<Record<string, string>>;

const FILE = 'page.json';
const FALLBACK = 'en';

/** `timeZone`: IANA, the zone of every time on the page. */
export function loadPageReaders(localesFolder: string, timeZone: string): PageReaders {
  const english = readWords(localesFolder, FALLBACK);
  // A language may have words for posts alone.
  const others = readdirSync(localesFolder).filter(
    name => name !== FALLBACK && existsSync(join(localesFolder, name, FILE)),
  );
  const languages = [FALLBACK, ...others.toSorted()];
  const readers = new Map(
    languages.map(language => {
      const words = language === FALLBACK ? english : { ...english, ...readWords(localesFolder, language) };
      return [language, createReader(language, words, timeZone)] as const;
    }),
  );
  const first = createReader(FALLBACK, english, timeZone);
  return {
    languages,
    of(context) {
      const asked = context.req.query('in');
      return readers.get(asked ?? '') ?? readers.get(readsBest(context, languages)) ?? first;
    },
  };
}

function readWords(folder: string, language: Language): Words {
  return JSON.parse(readFileSync(join(folder, language, FILE), 'utf8')) as Words;
}

function createReader(language: Language, words: Words, timeZone: string): Reader {
  const clock = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  return {
    language,
    say: (key, values = {}) =>
      (words[key] ?? key).replaceAll(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap)),
    showTime: at => clock.format(at),
  };
}

/** `be-BY` is Belarusian. */
function readsBest(context: Context, supports: readonly Language[]): Language {
  return accepts(context, {
    header: 'Accept-Language',
    supports: [...supports],
    default: FALLBACK,
    match: (wanted, { default: otherwise }) =>
      wanted
        .toSorted((one, other) => other.q - one.q)
        .flatMap(({ type, q }) => (q > 0 ? [type.toLowerCase().split('-')[0] ?? ''] : []))
        .find(language => supports.includes(language)) ?? otherwise,
  });
}
