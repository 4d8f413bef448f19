import type { PreviewRow } from '../../campaign/writing/preview-manuscript.ts';
import type { WritingUseCases } from '../../campaign/writing/writing-use-cases.ts';
import type { Call } from '../commands/command.ts';
import { createPresenter } from '../present.ts';
import { headingOf, measureOf, shownMarks } from './preview-words.ts';

type PreviewSheet = Parameters<WritingUseCases['draw']>[0];
type PreviewTile = PreviewSheet['tiles'][number];

/** What stands on the picture of a preview: each network with its languages side by side. */
export function previewSheet(rows: readonly PreviewRow[], title: string, call: Call): PreviewSheet {
  const languages = [...new Set(rows.map(({ language }) => language))];
  const byNetwork = Map.groupBy(rows, ({ network }) => network);
  const ordered = [...byNetwork.values()].flatMap(own =>
    languages.flatMap(language => own.filter(row => row.language === language)),
  );
  return { title, tiles: ordered.map(row => tileOf(row, call)) };
}

function tileOf(row: PreviewRow, call: Call): PreviewTile {
  const { say } = call;
  const heading = headingOf(row);
  const nothing = { text: '', marks: [], pictures: [], picturesFirst: false };
  if (row.refusal !== undefined)
    return { heading, measure: '', ...nothing, refusal: say.retell(row.refusal) };
  // A picture whose text has no room under it is a part of its own, without words.
  const spoken = row.parts.find(({ text }) => text !== '') ?? row.parts[0];
  if (spoken === undefined) return { heading, measure: '', ...nothing };
  const { card, text } = spoken;
  const count = row.parts.length - 1;
  return {
    heading,
    measure: [measureOf(spoken, call), ...costOf(row, call)].join(' · '),
    text,
    marks: shownMarks(row, spoken),
    pictures: row.files.map(({ id, type, bytes }) => ({ id, type, bytes })),
    picturesFirst: row.network === 'telegram',
    ...(card && { card: { title: card.title, host: new URL(card.url).hostname } }),
    ...(count > 0 && { more: say('writing.moreParts', { count }) }),
  };
}

function costOf({ cost }: PreviewRow, { language, say }: Call): readonly string[] {
  return cost === undefined ? [] : [createPresenter([], language, say).money(cost.amount, cost.currency)];
}
