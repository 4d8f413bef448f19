import type { BookedFigure, FetchReport, FigureStanding } from '../campaign/figures/figure-use-cases.ts';
import { figureValueText } from '../domain/figure.ts';
import type { BookedReading } from '../domain/figure-book.ts';
import { printTable } from './print-table.ts';

export function printFigures(standings: readonly FigureStanding[]): string {
  const rows = standings.map(standing => {
    const { figure, setBy, waiting, disagreeing } = standing;
    const marks = [
      ...(waiting.length > 0 ? [`${waiting.length} to confirm`] : []),
      ...(disagreeing.length > 0 ? ['sources disagree'] : []),
    ];
    return [
      figure.id,
      figureValueText(figure.value),
      figure.asOf,
      printAge(standing),
      setBy === 'file' ? 'file' : setBy.by,
      figure.source.url,
      marks.join(', '),
    ];
  });
  return printTable(['figure', 'value', 'as of', 'age', 'set by', 'source', ''], rows);
}

function printAge({ stale, staleFrom }: FigureStanding): string {
  return stale ? 'stale' : `fresh until ${staleFrom.toISOString().slice(0, 10)}`;
}

export function printFigure(standing: FigureStanding): string {
  const { figure, history, disagreeing, fromFile } = standing;
  const titles = Object.entries(figure.titles).map(([language, title]) => `${language}: ${title}`);
  const readings = [
    ...history.map(printReading),
    ...fromFile.map(({ value, asOf, source }) => [
      '',
      figureValueText(value),
      asOf,
      'file',
      '',
      source.url,
      '',
    ]),
  ];
  const apart = disagreeing.map(({ value, asOf, source }) => [figureValueText(value), asOf, source.url]);
  return [
    printFigures([standing]),
    titles.join('\n'),
    ...(apart.length === 0
      ? []
      : [`The sources disagree:\n${printTable(['value', 'as of', 'source'], apart)}`]),
    printTable(['reading', 'value', 'as of', 'said by', 'state', 'source', ''], readings),
  ].join('\n\n');
}

function printReading({
  number,
  value,
  asOf,
  by,
  state,
  source,
  why,
  decided,
}: BookedReading): readonly string[] {
  const verdict = decided === undefined ? state : `${state} by ${decided.by}`;
  return [String(number), figureValueText(value), asOf, by, verdict, source.url, why ?? ''];
}

export function printBooked({ reading, standing }: BookedFigure): string {
  const { figure } = standing;
  const inForce = `In force: ${figure.id} = ${figureValueText(figure.value)}, as of ${figure.asOf}, ${figure.source.url}.`;
  if (reading === undefined) return `The same was said before. ${inForce}`;
  if (reading.state !== 'waiting') return inForce;
  return [
    `Reading ${reading.number} waits to be confirmed, since ${reading.why}.`,
    `If it is right: solidarity figures confirm ${figure.id} ${reading.number}`,
    inForce,
  ].join('\n');
}

export function printFetches(reports: readonly FetchReport[]): string {
  const rows = reports.map(({ figure, url, outcome, reading, why }) => [
    figure,
    outcome,
    reading === undefined ? '' : `${figureValueText(reading.value)}, ${reading.asOf}`,
    url,
    why ?? '',
  ]);
  return printTable(['figure', 'outcome', 'read', 'source', ''], rows);
}
