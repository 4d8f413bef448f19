import type { Language } from '../../domain/language.ts';
import type { TimelinePost } from '../timeline.ts';

/** The language that a post says it is in, or else the one that its letters show: X knows none. */
export function languageOf({ language, text }: TimelinePost): Language {
  if (language !== undefined) return language;
  const words = text.replace(/https?:\/\/\S+|#\S+/g, '');
  const cyrillic = words.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  const latin = words.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return cyrillic > latin ? 'ru' : 'en';
}
