import { load } from 'cheerio/slim';
import type { Locator } from '../../domain/figure-fetch.ts';
import { SourceFault } from '../../domain/source-fault.ts';
import { checkPieces } from './check-pieces.ts';

/** The text of the one element that the selector fits, or one of its attributes. */
export function locateHtml(text: string, { selector, attribute }: Locator & { kind: 'html' }): string {
  checkPieces(text, /[<=]/g);
  const page = load(text);
  const found = page(selector);
  if (found.length !== 1) {
    throw new SourceFault(`${found.length} elements fit the selector "${selector}" where one should`);
  }
  if (attribute === undefined) return found.text();
  const value = found.attr(attribute);
  if (value === undefined) throw new SourceFault(`"${selector}" has no attribute "${attribute}"`);
  return value;
}
