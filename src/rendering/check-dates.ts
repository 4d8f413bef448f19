import type { Figure } from '../domain/figure.ts';
import type { Block } from '../domain/post.ts';
import type { LocatedFault } from './liquid-fault.ts';
import type { ReadBlock } from './read-markdown.ts';
import type { Speech } from './speech.ts';

/**
 * No figure stands without its date: the paragraph that states it must say the date too, in any of the forms in which the
 * language says dates. A value that went through other filters cannot be placed; then the date may stand anywhere.
 */
export function checkDates(
  blocks: readonly ReadBlock[],
  stated: readonly Figure[],
  speech: Speech,
): readonly LocatedFault[] {
  const placed = blocks.flatMap(({ block, line, states }) =>
    stated
      .filter(({ id, asOf }) => states.includes(id) && !saysDate(textOf(block), asOf, speech))
      .map(figure => ({ line, what: undated(figure, 'the paragraph') })),
  );
  const everywhere = blocks.map(({ block }) => textOf(block)).join('\n');
  const seen = new Set(blocks.flatMap(({ states }) => states));
  const unplaced = stated
    .filter(({ id, asOf }) => !seen.has(id) && !saysDate(everywhere, asOf, speech))
    .map(figure => ({ line: 1, what: undated(figure, 'the text') }));
  return [...placed, ...unplaced];
}

function undated({ id }: Figure, where: string): string {
  return `the figure "${id}" stands without its date: add {{ figures.${id} | as_of }} to ${where}`;
}

function saysDate(text: string, asOf: string, speech: Speech): boolean {
  const within = comparable(text);
  return [speech.date(asOf), speech.asOf(asOf), speech.since(asOf)].some(date =>
    within.includes(comparable(date)),
  );
}

function comparable(text: string): string {
  return text.replace(/\s+/g, ' ').toLowerCase();
}

function textOf(block: Block): string {
  if (block.kind === 'tags') return '';
  return block.segments.map(segment => (segment.kind === 'tag' ? segment.tag : segment.text)).join('');
}
