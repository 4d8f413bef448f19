import type { Language } from '../domain/language.ts';

/** Whose readers, where a title is not in their language, are better served by another one than by the first. */
const NEXT: Readonly<Record<string, Language>> = { be: 'ru' };

/** A title in the member's language, or else in one that they read; undefined where there is none. */
export function titleIn(titles: Readonly<Record<Language, string>>, language: Language): string | undefined {
  return titles[language] ?? titles[NEXT[language] ?? ''] ?? Object.values(titles)[0];
}
