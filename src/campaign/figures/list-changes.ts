import { isSameValue } from '../../domain/figure.ts';
import type { BookedReading } from '../../domain/figure-book.ts';
import { figureInForce } from '../../domain/figure-in-force.ts';
import type { FigureChange } from '../../planning/list-change-days.ts';
import type { FigureDesk } from './figure-use-cases.ts';

/** When the figures in force got other values, the earliest first. What was undone never happened. */
export async function listFigureChanges(
  { campaigns, book }: Pick<FigureDesk, 'campaigns' | 'book'>,
  since: Date,
): Promise<readonly FigureChange[]> {
  const confirmed = await book.readings({ states: ['confirmed'] });
  const changes = campaigns.flatMap(campaign =>
    campaign.figures.flatMap(base => {
      const own = confirmed
        .filter(({ campaign: id, figure }) => id === campaign.id && figure === base.id)
        .toSorted((a, b) => countsFrom(a).getTime() - countsFrom(b).getTime());
      return own.flatMap((reading, index) => {
        const before = figureInForce(base, own.slice(0, index));
        const after = figureInForce(base, own.slice(0, index + 1));
        const changed = !isSameValue(before.value, after.value);
        return changed ? [{ figure: base.id, at: countsFrom(reading) }] : [];
      });
    }),
  );
  return changes.filter(({ at }) => at >= since).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function countsFrom({ at, decided }: BookedReading): Date {
  return decided?.at ?? at;
}
