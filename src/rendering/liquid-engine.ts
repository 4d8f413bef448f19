import { Liquid } from 'liquidjs';
import type { Filter } from './filters.ts';

/** What a text may do. The rest of Liquid reads files, depends on the clock or on chance, or writes HTML. */
const TAGS = ['assign', 'if', 'unless', 'case', 'for', 'break', 'continue', 'comment', 'raw', '#'];
const FILTERS = [
  'append',
  'prepend',
  'upcase',
  'downcase',
  'strip',
  'replace',
  'remove',
  'default',
  'join',
  'size',
];

/** Characters of a text; a long campaign text has about 5,000. */
const PARSE_LIMIT = 100_000;
/** Milliseconds for a rendering; a long campaign text takes about one. */
const RENDER_LIMIT_MS = 1_000;
/** Objects and characters made while rendering. */
const MEMORY_LIMIT = 200_000;

/** No file, no clock, no endless loop. `put` makes the mark that stands in the text for what `{{ … }}` gives. */
export function createLiquid(
  filters: Readonly<Record<string, Filter>>,
  put: (value: unknown) => string,
): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT_MS,
    memoryLimit: MEMORY_LIMIT,
    templates: {},
    outputEscape: put,
  });
  keepOnly(liquid.tags, TAGS);
  keepOnly(liquid.filters, FILTERS);
  for (const [name, filter] of Object.entries(filters)) liquid.registerFilter(name, filter);
  return liquid;
}

function keepOnly(registered: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(registered)) if (!names.includes(name)) delete registered[name];
}
