import { z } from 'zod';
import type { Locator } from '../domain/figure-fetch.ts';
import {
  duration,
  expecting,
  group,
  id,
  line,
  listOf,
  named,
  oneOf,
  textLike,
  webAddress,
} from './schema-parts.ts';

const HOUR_MS = 3_600_000;
const A_SOURCE = 'a source with url, kind, value and date';

/** Where a figure is fetched from: `kind` says how the answer is read, and so how `value` and `date` are written. */
export function fetchSchema() {
  const one = z.discriminatedUnion(
    'kind',
    [fetchOf('json', jsonAt()), fetchOf('html', htmlAt()), fetchOf('csv', csvAt())],
    {
      error: ({ input }) =>
        typeof input === 'object'
          ? 'is none that is known: give json, html or csv'
          : expecting(A_SOURCE)({ input }),
    },
  );
  return listOf(one, 'sources with url, kind, value and date');
}

function fetchOf<K extends Locator['kind'], T extends z.ZodType<Locator>>(kind: K, locator: T) {
  return group({
    kind: z.literal(kind),
    url: webAddress(),
    source: id().optional(),
    value: locator,
    date: z.union([z.literal('fetched'), locator], {
      error: expecting('where the date stands, as for value, or "fetched"'),
    }),
    every: duration().optional(),
  }).transform(({ every, ...rest }) => ({ ...rest, everyMs: every ?? HOUR_MS }));
}

function jsonAt() {
  const pointer = textLike('a JSON Pointer such as /women/total', text => /^(\/[^/]*)+$/.test(text));
  return group({ pointer, pattern: pattern().exactOptional() }).transform(
    (at): Locator => ({ kind: 'json', ...at }),
  );
}

function htmlAt() {
  return group({
    selector: line('a CSS selector that fits one element'),
    attribute: line('the name of an attribute').exactOptional(),
    pattern: pattern().exactOptional(),
  }).transform((at): Locator => ({ kind: 'html', ...at }));
}

function csvAt() {
  const what = 'first, last, or other columns with the values they have in it';
  return group({
    column: line('the heading of a column'),
    row: z.union(
      [oneOf(['first', 'last']), named(line('a heading'), line('a value'), what, 'the heading of a column')],
      { error: expecting(what) },
    ),
    separator: oneOf([',', ';', '\t']).exactOptional(),
    pattern: pattern().exactOptional(),
  }).transform((at): Locator => ({ kind: 'csv', ...at }));
}

/** What is read is its first group. */
function pattern() {
  return textLike('a regular expression with a group, such as "total: ([0-9 ]+)"', text => {
    try {
      return new RegExp(`${text}|`, 'u').exec('')?.length !== 1;
    } catch {
      return false;
    }
  });
}
