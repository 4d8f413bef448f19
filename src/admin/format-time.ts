import type { Language } from '../domain/language.ts';

/** As the language writes it, English as in Europe; no line begins with the «г.» of a year. */
export function formatTime(
  at: Date,
  language: Language,
  timeZone: string,
  style: Intl.DateTimeFormatOptions,
): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const text = new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(at);
  return text.replace(/(?<=\d) (?=г\.)/, '\u00a0');
}
