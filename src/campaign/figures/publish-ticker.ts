import type { Campaign } from '../../domain/campaign.ts';
import { type Figure, isSameValue } from '../../domain/figure.ts';
import type { Post } from '../../domain/post.ts';
import { dayIn } from '../../rendering/day-in.ts';
import { findPost } from '../find-post.ts';
import type { House } from '../house.ts';
import { schedulePost } from '../schedule-post.ts';
import { campaignsInForce } from './campaigns-in-force.ts';

const PREFIX = 'ticker-';

/**
 * Plans the post of the figures in every campaign that wants one, where a figure that it states has another value than the
 * last one said. The occurrence is the day, so that there is one a day at most; what changes later the same day is said by
 * the first ticker of another day.
 */
export async function publishTickers(house: House): Promise<void> {
  for (const campaign of await campaignsInForce(house)) {
    if (campaign.ticker !== undefined) await publishTicker(house, campaign, campaign.ticker);
  }
}

async function publishTicker(
  house: House,
  campaign: Campaign,
  { post, afterMs }: NonNullable<Campaign['ticker']>,
): Promise<void> {
  const { id, definition } = findPost([campaign], `${campaign.id}/${post}`);
  const now = house.now();
  const occurrence = `${PREFIX}${dayIn(campaign.timeZone, now)}`;
  const last = await lastTicker(house, id);
  const [language] = definition.languages;
  if (language === undefined || last?.occurrence === occurrence) return;
  const { figures } = house.render(campaign, definition, language);
  const said = last?.figures ?? house.campaigns.find(base => base.id === campaign.id)?.figures ?? [];
  if (figures.every(figure => isSaid(figure, said))) return;
  await schedulePost(house, {
    post: id,
    at: new Date(now.getTime() + afterMs),
    occurrence,
    admin: 'system',
  });
}

async function lastTicker(
  { ledger }: House,
  post: string,
): Promise<{ readonly occurrence: string; readonly figures: Post['figures'] } | undefined> {
  const all = await ledger.list({ post });
  const last = all.filter(({ occurrence }) => occurrence.startsWith(PREFIX)).at(-1);
  const frozen = last && (await ledger.frozenPost(last.occurrence, post, last.language));
  return last && frozen && { occurrence: last.occurrence, figures: frozen.figures };
}

function isSaid({ id, value }: Figure, said: readonly Figure[]): boolean {
  const before = said.find(figure => figure.id === id);
  return before !== undefined && isSameValue(before.value, value);
}
