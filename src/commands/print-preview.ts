import { type Cost, sumCosts } from '../domain/cost.ts';
import type { Preview, PreviewFile, PreviewPart } from '../domain/draft.ts';

type TitleOf = (network: string) => string;

/** A preview for people: a heading per network and language, each part in a box with its count, what goes with it below. */
export function printPreview(previews: readonly Preview[], titleOf: TitleOf): string {
  const rows = previews.map(preview => `${printHeading(preview, titleOf)}\n${printBody(preview)}`);
  const total = sumCosts(previews.flatMap(({ cost }) => (cost === undefined ? [] : [cost])));
  return [...rows, ...(total.length === 0 ? [] : [`━━ together ${printCosts(total)}`])].join('\n\n');
}

/** `USD 0.23`, with all the digits that there are. */
export function printCosts(costs: readonly Cost[]): string {
  return costs
    .map(({ amount, currency }) => `${currency} ${amount.toFixed(3).replace(/(\.\d\d)0$/, '$1')}`)
    .join(' + ');
}

function printHeading({ network, language, post, parts, cost, refusal }: Preview, titleOf: TitleOf): string {
  const count = parts.length === 1 ? 'one part' : `${parts.length} parts`;
  const facts = [titleOf(network), language, post, refusal === undefined ? count : 'refused'];
  return `━━ ${[...facts, ...(cost === undefined ? [] : [printCosts([cost])])].join(' · ')}`;
}

function printBody(preview: Preview): string {
  if (preview.refusal !== undefined) return `   ✗ ${preview.refusal}`;
  const parts = preview.parts.map((part, index) => printPart(part, index, preview.parts.length));
  return [...parts, ...printOptions(preview)].join('\n');
}

function printPart(part: PreviewPart, index: number, total: number): string {
  const number = total === 1 ? '' : `${index + 1}/${total} · `;
  const text = part.text
    .split('\n')
    .map(line => ` │ ${line}`.trimEnd())
    .join('\n');
  const below = [
    ...(part.media ?? []).map(file => printFile('▣', file)),
    ...printCard(part),
    ...printTags(part),
  ];
  return [` ┌ ${number}${part.length} of ${part.limit} ${part.unit}`, text, ...below, ' └'].join('\n');
}

function printFile(sign: string, { file, type, width, height, bytes, alt }: PreviewFile): string {
  return ` ├ ${sign} ${file}: ${type}, ${width} × ${height}, ${printBytes(bytes)} — ${alt}`;
}

function printBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function printCard({ card }: PreviewPart): readonly string[] {
  if (card === undefined) return [];
  const line = ` ├ ⎘ card: ${card.title} — ${card.description} — ${card.url}`;
  return card.thumbnail === undefined ? [line] : [line, printFile('▣', card.thumbnail)];
}

function printTags({ outlineTags = [] }: PreviewPart): readonly string[] {
  return outlineTags.length === 0
    ? []
    : [` ├ beside the text: ${outlineTags.map(tag => `#${tag}`).join(' ')}`];
}

function printOptions({ options = {} }: Preview): readonly string[] {
  const set = Object.entries(options).map(([name, value]) => (value === true ? name : `${name}: ${value}`));
  return set.length === 0 ? [] : [`   ${set.join(', ')}`];
}
