import type { Campaign } from '../../domain/campaign.ts';
import type { FigureBook } from '../../domain/figure-book.ts';
import { figureInForce } from '../../domain/figure-in-force.ts';

/** The campaigns with their figures as they are in force now: the file's and the book's. */
export async function campaignsInForce({
  campaigns,
  book,
}: {
  readonly campaigns: readonly Campaign[];
  readonly book: Pick<FigureBook, 'readings'>;
}): Promise<readonly Campaign[]> {
  const readings = Map.groupBy(
    await book.readings({ states: ['confirmed'] }),
    ({ campaign, figure }) => `${campaign}/${figure}`,
  );
  return campaigns.map(campaign => ({
    ...campaign,
    figures: campaign.figures.map(figure =>
      figureInForce(figure, readings.get(`${campaign.id}/${figure.id}`) ?? []),
    ),
  }));
}
