import { parse } from 'csv-parse/sync';
import type { Locator } from '../../domain/figure-fetch.ts';
import { SourceFault } from '../../domain/source-fault.ts';
import { checkPieces } from './check-pieces.ts';

const MAX_CELLS = 30_000;

type Row = Readonly<Record<string, string>>;

/** One cell, by the heading of its column and what else stands in its row. */
export function locateCsv(text: string, locator: Locator & { kind: 'csv' }): string {
  const { column, row } = locator;
  const rows = readRows(text, locator.separator ?? ',');
  const fitting =
    typeof row === 'string' ? rows.slice(...(row === 'first' ? [0, 1] : [-1])) : rows.filter(fits(row));
  const [found] = fitting;
  if (found === undefined || fitting.length > 1) {
    throw new SourceFault(`${fitting.length} rows fit where one should`);
  }
  if (!Object.hasOwn(found, column)) throw new SourceFault(`there is no column "${column}"`);
  return found[column] ?? '';
}

function readRows(text: string, separator: string): readonly Row[] {
  checkPieces(text, separator === ',' ? /[,\n]/g : /[,;\t\n]/g, MAX_CELLS);
  try {
    return parse(text, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      trim: true,
      delimiter: separator,
    });
  } catch {
    throw new SourceFault('its answer is no CSV with a heading for each column');
  }
}

function fits(wanted: Row): (row: Row) => boolean {
  return row => Object.entries(wanted).every(([column, value]) => row[column] === value);
}
