import type { FetchReport, FigureStanding } from '../campaign/figures/figure-use-cases.ts';
import { type FigureReading, type FigureValue, figureValueText } from '../domain/figure.ts';
import type { BookedReading } from '../domain/figure-book.ts';

/** A number where it is exact, else in characters: `>45000`, `143600-171900`. */
export function reportValue(value: FigureValue): number | string {
  return value.kind === 'exact' ? value.value : figureValueText(value);
}

/** What `figures list --json` prints of a figure. Times are ISO 8601 in UTC. */
export function reportStanding(standing: FigureStanding) {
  const { campaign, figure, setBy, stale, staleFrom, waiting, disagreeing } = standing;
  return {
    campaign,
    id: figure.id,
    titles: figure.titles,
    unit: figure.unit,
    ...reportSaid(figure),
    setBy: setBy === 'file' ? 'file' : setBy.by,
    setAt: setBy === 'file' ? null : setBy.at.toISOString(),
    maxAgeDays: figure.maxAgeDays,
    stale,
    staleFrom: staleFrom.toISOString(),
    waiting: waiting.map(reportReading),
    disagreeing: disagreeing.map(reportSaid),
    earlier: figure.earlier.map(reportSaid),
  };
}

export function reportReading(reading: BookedReading) {
  const { number, by, at, state, why, decided } = reading;
  return {
    number,
    ...reportSaid(reading),
    state,
    by,
    at: at.toISOString(),
    ...(why === undefined ? {} : { why }),
    ...(decided === undefined ? {} : { decidedBy: decided.by, decidedAt: decided.at.toISOString() }),
  };
}

export function reportFetch({ reading, ...report }: FetchReport) {
  return { ...report, ...(reading === undefined ? {} : { reading: reportSaid(reading) }) };
}

function reportSaid({ value, asOf, source }: FigureReading) {
  return { value: reportValue(value), asOf, source };
}
