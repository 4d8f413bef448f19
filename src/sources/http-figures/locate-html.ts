import { randomUUID } from 'node:crypto';
import { load } from 'cheerio/slim';
import type { Locator } from '../../domain/figure-fetch.ts';
import { SourceFault } from '../../domain/source-fault.ts';
import { checkMarkup } from './check-pieces.ts';

/** The text of the one element that the selector fits, or one of its attributes. */
export function locateHtml(text: string, { selector, attribute }: Locator & { kind: 'html' }): string {
  checkMarkup(text);
  // Within one element that the page cannot close: the search compares top-level elements with each other.
  const root = `x-${randomUUID()}`;
  const page = load(`<${root}>${text}</${root}>`);
  const found = page(selector);
  if (found.length !== 1) {
    throw new SourceFault(`${found.length} elements fit the selector "${selector}" where one should`);
  }
  if (attribute === undefined) return found.text();
  const value = found.attr(attribute);
  if (value === undefined) throw new SourceFault(`"${selector}" has no attribute "${attribute}"`);
  return value;
}
