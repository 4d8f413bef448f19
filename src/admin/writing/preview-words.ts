import type { PreviewRow } from '../../campaign/writing/preview-manuscript.ts';
import type { Part } from '../../domain/draft.ts';
import type { Call } from '../commands/command.ts';
import { nameOfLanguage } from './in-language.ts';

export function headingOf({ title, language }: PreviewRow): string {
  return `${title} · ${nameOfLanguage(language)}`;
}

/** Bold and italic are Telegram's alone; the others show such words as plain. */
export function shownMarks({ network }: PreviewRow, { marks }: Part): Part['marks'] {
  return network === 'telegram' ? marks : marks.filter(({ kind }) => kind === 'link' || kind === 'tag');
}

/** How much of the room it takes, and what goes with it. */
export function measureOf(part: Part, { say }: Pick<Call, 'say'>): string {
  const { length, limit, unit, media, outlineTags } = part;
  return [
    say('preview.count', { length, limit, unit: say(`unit.${unit}`) }),
    ...(media.length === 0 ? [] : [say('writing.pictureCount', { count: media.length })]),
    ...(outlineTags.length === 0 ? [] : [outlineTags.map(tag => `#${tag}`).join(' ')]),
  ].join(' · ');
}
