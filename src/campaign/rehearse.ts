import type { Delivery } from '../domain/delivery.ts';
import type { Ledger } from '../domain/ledger.ts';
import { occurrenceAt } from '../planning/delivery-id.ts';
import { WAITING } from './delivery-states.ts';
import type { House } from './house.ts';
import { schedulePost } from './schedule-post.ts';

const PREFIX = 'rehearsal-';

/** When the posts of a rehearsal are due: the first so soon after the start, the others one after the other. */
export interface RehearsalPace {
  readonly firstInMs: number;
  readonly gapMs: number;
}

/** The occurrence of a rehearsal that was cut short, so that it goes on where it stopped. */
export async function unfinishedRehearsal(ledger: Ledger): Promise<string | undefined> {
  const [waiting] = await ledger.list({ states: WAITING, occurrenceStart: PREFIX, limit: 1 });
  return waiting?.occurrence;
}

/** Schedules every post of every campaign in the order of the calendar. An unfinished rehearsal is completed instead. */
export async function rehearse(house: House, pace: RehearsalPace): Promise<readonly Delivery[]> {
  const start = house.now();
  const occurrence = (await unfinishedRehearsal(house.ledger)) ?? `${PREFIX}${occurrenceAt(start)}`;
  const posts = house.campaigns.flatMap(campaign =>
    campaign.posts.map(({ name }) => `${campaign.id}/${name}`),
  );
  for (const [index, post] of posts.entries()) {
    const at = new Date(start.getTime() + pace.firstInMs + index * pace.gapMs);
    await schedulePost(house, { post, at, admin: 'system', occurrence });
  }
  return house.ledger.list({ occurrence });
}
