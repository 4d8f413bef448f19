import type { TextFile } from '../domain/campaign.ts';
import type { Figure } from '../domain/figure.ts';
import type { Block } from '../domain/post.ts';
import { checkDates } from './check-dates.ts';
import { insertTicker } from './insert-ticker.ts';
import type { LocatedFault } from './liquid-fault.ts';
import { type ReadText, readMarkdown } from './read-markdown.ts';
import { located, renderLiquid } from './render-liquid.ts';
import { sourceLines } from './source-line.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface RenderedText {
  readonly body: readonly Block[];
  /** The figures whose value the text says, in the order of `figures.yaml`. */
  readonly figures: readonly Figure[];
}

/** One text file in one language. Throws `InputErrors` that name the file and the line of every fault. */
export function renderText(written: TextFile, vocabulary: Vocabulary): RenderedText {
  const file = insertTicker(written, vocabulary.ticker);
  const { markdown, insets, stated } = renderLiquid(file, vocabulary);
  const { blocks, faults } = readMarkdown(markdown, insets);
  const figures = vocabulary.figures.filter(({ id }) => stated.has(id));
  const found = [...faults, ...checkTags(blocks), ...checkDates(blocks, figures, vocabulary.speech)];
  if (found.length > 0) {
    const lineOf = sourceLines(file, vocabulary);
    throw located(file, found.map(fault => ({ ...fault, line: lineOf(fault.line) })).sort(byLine));
  }
  if (!blocks.some(({ block }) => block.kind === 'paragraph')) {
    throw located(file, [{ line: 1, what: 'the text is empty: write it, or take the file away' }]);
  }
  return { body: blocks.map(({ block }) => block), figures };
}

function checkTags(blocks: ReadText['blocks']): readonly LocatedFault[] {
  const [, ...again] = blocks.filter(({ block }) => block.kind === 'tags');
  return again.map(({ line }) => ({ line, what: '{{ tags }} stands twice: keep one of them' }));
}

function byLine(a: LocatedFault, b: LocatedFault): number {
  return a.line - b.line;
}
