import type { Campaign } from '../../domain/campaign.ts';
import type { FigureBook } from '../../domain/figure-book.ts';
import { figureInForce } from '../../domain/figure-in-force.ts';
import { type WrittenPosts, withWritten } from '../writing/written-posts.ts';

/** The campaigns as they are now: with the figures of the file and the book, and the posts that were written in the chat. */
export async function campaignsInForce({
  campaigns: fromFiles,
  book,
  written,
}: {
  readonly campaigns: readonly Campaign[];
  readonly book: Pick<FigureBook, 'readings'>;
  readonly written?: Pick<WrittenPosts, 'all'>;
}): Promise<readonly Campaign[]> {
  const campaigns = withWritten(fromFiles, written?.all() ?? []);
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
