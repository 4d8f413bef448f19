import type { FigureReading } from '../../domain/figure.ts';
import { isSameReading, isSameValue } from '../../domain/figure.ts';
import { isStale, staleFrom } from '../../domain/figure-age.ts';
import type { BookedReading } from '../../domain/figure-book.ts';
import { figureInForce, readingOf } from '../../domain/figure-in-force.ts';
import type { FigureStanding } from './figure-use-cases.ts';
import type { FoundFigure } from './find-figure.ts';

/** `history`: everything that the book has of the figure, the newest first. */
export function describeStanding(
  { campaign, figure: base }: FoundFigure,
  history: readonly BookedReading[],
  now: Date,
): FigureStanding {
  const figure = figureInForce(base, history);
  const confirmed = history.filter(({ state }) => state === 'confirmed');
  return {
    campaign: campaign.id,
    figure,
    setBy: confirmed.find(reading => isSameReading(reading, figure)) ?? 'file',
    stale: isStale(figure, now),
    staleFrom: staleFrom(figure),
    waiting: history.filter(({ state }) => state === 'waiting'),
    disagreeing: disagreeing([...confirmed, base], now, base.maxAgeDays),
    history,
    fromFile: [readingOf(base), ...base.earlier],
  };
}

/** What each source says now, where two say different numbers. */
function disagreeing(
  said: readonly FigureReading[],
  now: Date,
  maxAgeDays: number,
): readonly FigureReading[] {
  const bySource = new Map<string, FigureReading>();
  for (const reading of said) {
    const { url } = reading.source;
    if (!bySource.has(url)) bySource.set(url, readingOf(reading));
  }
  const fresh = [...bySource.values()].filter(({ asOf }) => !isStale({ id: '', asOf, maxAgeDays }, now));
  const [first] = fresh;
  const agree = first === undefined || fresh.every(({ value }) => isSameValue(value, first.value));
  return agree ? [] : fresh;
}
