import type { Language } from '../domain/language.ts';
import type { Say } from './chat-texts.ts';
import { formatTime } from './format-time.ts';

/** What `rehearse` and `occurrenceAt` name: the second at which it began, or at which it was due. */
const STAMPED = /^(rehearsal-)?(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const STAMPS = /\b(?:rehearsal-)?\d{8}T\d{6}Z\b/g;

/**
 * "rehearsal of 27 November 2026" for `rehearsal-20261127T015523Z`; `''` for an occurrence that is nothing but its time, which
 * stands beside it anyway. What the calendar named is short, may be typed, and stays.
 */
export function sayOccurrence(occurrence: string, language: Language, timeZone: string, say: Say): string {
  const [, rehearsal, year, month, day, hour, minute, second] = STAMPED.exec(occurrence) ?? [];
  if (year === undefined) return occurrence;
  if (rehearsal === undefined) return '';
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at.getTime())) return occurrence;
  return say('outing.rehearsal', { date: formatTime(at, language, timeZone, { dateStyle: 'long' }) });
}

/** The line that names a post's time: its words, or what an admin may type for it. */
export function nameOuting(
  { post, occurrence }: { readonly post: string; readonly occurrence: string },
  language: Language,
  timeZone: string,
  say: Say,
): readonly string[] {
  const said = sayOccurrence(occurrence, language, timeZone, say);
  if (said === '') return [];
  return [said === occurrence ? `${post}/${occurrence}` : said];
}

/** The same for every such name in a sentence; with one that goes, the comma after it goes too. */
export function withOccurrences(text: string, language: Language, timeZone: string, say: Say): string {
  return text.replaceAll(STAMPS, stamp => sayOccurrence(stamp, language, timeZone, say)).replace(/^, /, '');
}
