import type { FrozenCorrection, FrozenPreview } from '../campaign/approvals/approval-use-cases.ts';
import type { PreviewFile, PreviewPart } from '../domain/draft.ts';
import type { Figure } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import type { Block, Segment } from '../domain/post.ts';
import { block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';
import type { Presenter } from './present.ts';
import { sayAsOf, sayValue, titleOfFigure } from './say-figure.ts';

/** Every figure with its value, its date and its source. */
export function describeStated(figures: readonly Figure[], language: Language, say: Say): readonly Block[] {
  if (figures.length === 0) return [block(say('approval.noFigures'))];
  const lines = figures.flatMap(({ titles, id, value, asOf, source }): (string | Segment)[] => [
    `\n${titleOfFigure({ titles, id }, language)}: ${sayValue(value, language)} (${sayAsOf(asOf, language)}) — `,
    {
      kind: 'link',
      text: source.name[language] ?? Object.values(source.name)[0] ?? source.url,
      url: source.url,
    },
  ]);
  return [block(bold(say('approval.figures')), ...lines)];
}

/** Each draft as its network will show it: the text with its count, the pictures with their alt texts, the card, what it costs. */
export function describeDrafts(
  drafts: readonly FrozenPreview[],
  post: string,
  show: Presenter,
  say: Say,
): readonly Block[] {
  return drafts.flatMap(({ network, language, places, dueAt, parts, cost, fault, correction }) => {
    const where = `${network} · ${language} · ${places.slice(0, MOST_PLACES).join(', ')}`;
    const more =
      places.length > MOST_PLACES ? ` ${say('outing.more', { count: places.length - MOST_PLACES })}` : '';
    const price = cost === undefined ? '' : ` · ${show.money(cost.amount, cost.currency)}`;
    return [
      block(bold(`${where}${more}`), `\n${show.time(dueAt, post)}${price}`),
      ...(correction === undefined ? [] : describeBefore(correction, say)),
      ...parts.flatMap((part, index) =>
        describePart(part, parts.length === 1 ? '' : `${index + 1}/${parts.length} · `, say),
      ),
      ...(fault === undefined ? [] : [block(say.retell(fault))]),
    ];
  });
}

/** What followers read now, and how they are told what they shall read. */
function describeBefore({ kind, before }: FrozenCorrection, say: Say): readonly Block[] {
  return [
    block(bold(say('correction.before'))),
    ...before.map(text => block(text)),
    block(bold(say(`correction.${kind}`))),
  ];
}

/** So many places are named for one draft. */
const MOST_PLACES = 6;

function describePart(part: PreviewPart, number: string, say: Say): readonly Block[] {
  const { text, length, limit, unit, outlineTags = [], media = [], card } = part;
  const lines = [
    ...(outlineTags.length === 0 ? [] : [outlineTags.map(tag => `#${tag}`).join(' ')]),
    ...media.map(fileLine),
    ...(card === undefined ? [] : [`🔗 ${card.title} ${card.url}`]),
  ];
  return [
    block(`${number}${say('preview.count', { length, limit, unit: say(`unit.${unit}`) })}`),
    block(text),
    ...(lines.length === 0 ? [] : [block(lines.join('\n'))]),
  ];
}

function fileLine({ file, width, height, alt }: PreviewFile): string {
  return `🖼 ${file}, ${width} × ${height}: ${alt}`;
}
