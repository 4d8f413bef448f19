import { Tokenizer, TokenKind } from 'liquidjs';
import type { TextFile } from '../domain/campaign.ts';
import { type LiquidResult, renderLiquid } from './render-liquid.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Which line of the file a line of the rendered text comes from. Loops and branches shift lines, so the text is rendered a
 * second time with each word replaced by the number of its line: whitespace, and with it every line break, stays the same.
 */
export function sourceLines(file: TextFile, vocabulary: Vocabulary): (renderedLine: number) => number {
  const { markdown }: LiquidResult = renderLiquid({ ...file, source: numberWords(file.source) }, vocabulary);
  const numbers = markdown.split('\n').map(line => /\d+/.exec(line.replace(/\uE000\d+\uE001/g, ''))?.[0]);
  return renderedLine => {
    const known = numbers.slice(0, renderedLine).filter(number => number !== undefined);
    return Number(known.at(-1) ?? 1);
  };
}

function numberWords(source: string): string {
  return new Tokenizer(source)
    .readTopLevelTokens()
    .map(token => {
      if (token.kind !== TokenKind.HTML) return token.getText();
      let line = source.slice(0, token.begin).split('\n').length;
      return source.slice(token.begin, token.end).replace(/\n|\S+/g, run => {
        if (run === '\n') line += 1;
        return run === '\n' ? run : String(line);
      });
    })
    .join('');
}
