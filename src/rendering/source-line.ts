import { Tokenizer, TypeGuards } from 'liquidjs';
import type { TextFile } from '../domain/campaign.ts';
import { renderLiquid } from './render-liquid.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Which line of the file a line of the rendered text comes from. Loops and branches shift lines, so the text is rendered a
 * second time with each word and each value replaced by the number of its line: whitespace, and with it every line break,
 * stays the same.
 */
export function sourceLines(file: TextFile, vocabulary: Vocabulary): (renderedLine: number) => number {
  const { markdown, insets } = renderLiquid({ ...file, source: numberWords(file.source) }, vocabulary);
  const numbers = insets
    .fill(markdown)
    .split('\n')
    .map(line => /:(\d+):/.exec(line)?.[1]);
  return renderedLine => {
    const known = numbers.slice(0, renderedLine).filter(number => number !== undefined);
    return Number(known.at(-1) ?? 1);
  };
}

function numberWords(source: string): string {
  return new Tokenizer(source)
    .readTopLevelTokens()
    .map(token => {
      const line = source.slice(0, token.begin).split('\n').length;
      const text = source.slice(token.begin, token.end);
      if (TypeGuards.isOutputToken(token)) return numberValue(token, line);
      return TypeGuards.isHTMLToken(token) ? numberLines(text, line) : text;
    })
    .join('');
}

function numberValue(
  { trimLeft, trimRight }: { readonly trimLeft: boolean; readonly trimRight: boolean },
  line: number,
): string {
  return `{{${trimLeft ? '-' : ''} ":${line}:" ${trimRight ? '-' : ''}}}`;
}

function numberLines(text: string, first: number): string {
  return text
    .split('\n')
    .map((words, index) => words.replace(/\S+/g, `:${first + index}:`))
    .join('\n');
}
