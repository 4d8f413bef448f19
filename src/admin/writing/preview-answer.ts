import type { PreviewRow, WrittenPreview } from '../../campaign/writing/preview-manuscript.ts';
import type { ManuscriptView } from '../../campaign/writing/writing-use-cases.ts';
import type { Part } from '../../domain/draft.ts';
import type { Block, Segment } from '../../domain/post.ts';
import { type Answer, type Button, block, bold } from '../answer.ts';
import type { Call, CommandDependencies } from '../commands/command.ts';
import { inRows } from '../in-rows.ts';
import { createPresenter, type Presenter } from '../present.ts';
import { timeLine } from './describe-step.ts';
import { inLanguage, nameOfLanguage } from './in-language.ts';
import { previewSheet } from './preview-sheet.ts';
import { headingOf, measureOf, shownMarks } from './preview-words.ts';

/** The post as every network will show it, in words and as a picture, what speaks against it, and the last question. */
export async function previewAnswer(
  view: ManuscriptView,
  call: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const { admin, say } = call;
  const { id } = view.manuscript;
  const preview = await useCases.writing.preview(admin, id);
  const sheet = previewSheet(preview.rows, say('writing.previewTitle'), call);
  const bytes = await useCases.writing.draw(sheet);
  return {
    picture: { bytes, caption: say('writing.previewTitle') },
    blocks: [
      ...preview.rows.flatMap(row => rowBlocks(row, call)),
      ...factBlocks(preview, view, call, useCases.campaigns()),
    ],
    buttons: previewButtons(preview, view, call),
  };
}

function rowBlocks(row: PreviewRow, call: Call): readonly Block[] {
  const heading = headingOf(row);
  if (row.refusal !== undefined) {
    return [
      block(
        bold(heading),
        `\n${call.say('fault.refusedBy', { network: row.title, why: call.say.retell(row.refusal) })}`,
      ),
    ];
  }
  return row.parts.flatMap((part, index) => {
    const number = row.parts.length === 1 ? '' : ` · ${index + 1}/${row.parts.length}`;
    return [
      block(bold(`${heading}${number}`), `\n${measureOf(part, call)}`),
      ...(part.text === '' ? [] : [block(...segmentsOf(part.text, shownMarks(row, part)))]),
    ];
  });
}

/** A text with its marks; where one stands in another the inner one is shown. */
function segmentsOf(text: string, marks: Part['marks']): readonly Segment[] {
  const edges = new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])]);
  const bounds = [...edges].sort((a, b) => a - b);
  return bounds.slice(0, -1).map((start, index): Segment => {
    const piece = text.slice(start, bounds[index + 1]);
    const over = marks.filter(mark => mark.start <= start && mark.end > start);
    const url = over.find(({ kind }) => kind === 'link')?.url;
    if (url !== undefined && /^https?:/i.test(url)) return { kind: 'link', text: piece, url };
    const has = (kind: string) => over.some(mark => mark.kind === kind);
    return {
      kind: 'text',
      text: piece,
      ...(has('bold') && { bold: true }),
      ...(has('italic') && { italic: true }),
    };
  });
}

/** Money, time, and what a person should know before it goes out. */
function factBlocks(
  { costs, conflicts, silent, rows }: WrittenPreview,
  view: ManuscriptView,
  call: Call,
  campaigns: Parameters<typeof createPresenter>[0],
): readonly Block[] {
  const { say, language } = call;
  const show = createPresenter(campaigns, language, say, call.timeZone);
  const { at, edits } = view.manuscript;
  const when = at === undefined ? say('writing.atOnce') : timeLine(new Date(at), view, call);
  const near = [...Map.groupBy(conflicts, ({ other }) => other.id.split('/').slice(0, 3).join('/')).values()];
  const refused = rows.some(({ refusal }) => refusal !== undefined);
  return [
    ...(edits === undefined ? [block(bold(say('writing.when', { when })))] : []),
    ...costs.map(({ amount, currency }) =>
      block(say('schedule.cost', { amount: show.money(amount, currency) })),
    ),
    ...(near.length === 0 ? [] : [block(near.flatMap(([first]) => nearLine(first, show, say)).join('\n'))]),
    ...silent.map(one => block(bold(say('writing.silent', { in: inLanguage(one, say) })))),
    ...(refused ? [block(bold(say('writing.mend')))] : []),
  ];
}

function nearLine(
  conflict: WrittenPreview['conflicts'][number] | undefined,
  show: Presenter,
  say: Call['say'],
): readonly string[] {
  if (conflict === undefined) return [];
  const { id, dueAt } = conflict.other;
  const post = id.split('/').slice(0, 2).join('/');
  return [say('writing.near', { title: show.title(post), time: show.time(dueAt, post) })];
}

/** On a phone more of them would break their words. */
const CHANGES_IN_A_ROW = 2;

/** With a refusal nothing can be sent; everything can be changed from here. */
function previewButtons(
  { rows }: WrittenPreview,
  view: ManuscriptView,
  { say }: Call,
): readonly (readonly Button[])[] {
  const { id, at, edits } = view.manuscript;
  const press = (text: string, what: string): Button => ({ text, data: `new:${id} ${what}` });
  const refused = rows.length === 0 || rows.some(({ refusal }) => refusal !== undefined);
  const send =
    edits === undefined
      ? press(say(at === undefined ? 'writing.publish' : 'writing.plan'), 'plan')
      : press(say('writing.amend'), 'amend');
  const changes = [
    press(say('writing.changePictures'), 'go pictures'),
    ...(edits === undefined
      ? [press(say('writing.changePlaces'), 'go places'), press(say('writing.changeTime'), 'go time')]
      : []),
    ...(view.tags.length === 0 ? [] : [press(say('writing.changeTags'), 'go tags')]),
  ];
  return [
    ...(refused ? [] : [[send]]),
    view.languages.map(language =>
      press(say('writing.changeText', { name: nameOfLanguage(language) }), `go text ${language}`),
    ),
    ...inRows(changes, CHANGES_IN_A_ROW),
    [press(say('writing.back'), 'back'), press(say('writing.drop'), 'drop')],
  ];
}
