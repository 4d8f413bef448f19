import type { Language } from '../../domain/language.ts';
import type { Say } from '../chat-texts.ts';

/** `in English`, `по-английски`: how the chat says that something is written in a language. */
export function inLanguage(language: Language, say: Say): string {
  const key = `writing.in.${language}`;
  const known = say(key);
  return known === key ? say('writing.in.other', { language }) : known;
}

/** `English`, `Русский`: by its own name. */
export function nameOfLanguage(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1);
}
