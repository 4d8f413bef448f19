import type { FigureStanding } from '../campaign/figures/figure-use-cases.ts';
import { type FigureReading, figureValueText } from '../domain/figure.ts';

const COLUMNS = ['campaign', 'figure', 'value', 'asOf', 'sourceUrl', 'state', 'by', 'at', 'why'] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Everything that was ever said, the newest first: what the book has, then what the file has. */
export function exportHistory(standings: readonly FigureStanding[]): {
  readonly objects: readonly Row[];
  readonly csv: string;
} {
  const objects = standings.flatMap(rowsOf);
  const lines = objects.map(row => toCsvRow(COLUMNS.map(column => row[column])));
  return { objects, csv: [COLUMNS.join(','), ...lines].join('\n') };
}

/** One line of a table. */
export function toCsvRow(cells: readonly string[]): string {
  return cells.map(quote).join(',');
}

function rowsOf({ campaign, figure, history, fromFile }: FigureStanding): readonly Row[] {
  const common = { campaign, figure: figure.id };
  return [
    ...history.map(reading => ({
      ...common,
      ...said(reading),
      state: reading.state,
      by: reading.by,
      at: reading.at.toISOString(),
      why: reading.why ?? '',
    })),
    ...fromFile.map(reading => ({
      ...common,
      ...said(reading),
      state: 'confirmed',
      by: 'file',
      at: '',
      why: '',
    })),
  ];
}

function said({ value, asOf, source }: FigureReading) {
  return { value: figureValueText(value), asOf, sourceUrl: source.url };
}

/** A leading = + - @ would be a formula to a spreadsheet. */
function quote(cell: string): string {
  const safe = /^[=+\-@\t]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
