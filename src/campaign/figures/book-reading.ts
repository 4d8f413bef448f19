import type { FigureReading } from '../../domain/figure.ts';
import type { BookedReading } from '../../domain/figure-book.ts';
import { doubtOf } from '../../domain/judge-reading.ts';
import { dayIn } from '../../rendering/day-in.ts';
import type { FigureDesk } from './figure-use-cases.ts';
import type { FoundFigure } from './find-figure.ts';
import { standingOf } from './look-at-figures.ts';

/**
 * Books what was said: it counts at once, or waits for an admin where there is doubt. Undefined where the same was said
 * before. `doubt`: a reason of the caller's own.
 */
export async function bookReading(
  desk: FigureDesk,
  found: FoundFigure,
  reading: FigureReading,
  { by, doubt }: { readonly by: string; readonly doubt?: string | undefined },
): Promise<BookedReading | undefined> {
  const { campaign } = found;
  const { figure } = await standingOf(desk, found);
  const at = desk.now();
  const why = doubtOf(figure, reading, dayIn(campaign.timeZone, at)) ?? doubt;
  return desk.book.record({
    campaign: campaign.id,
    figure: figure.id,
    ...reading,
    by,
    at,
    ...(why === undefined ? { state: 'confirmed' as const } : { state: 'waiting' as const, why }),
  });
}
