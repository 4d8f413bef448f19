import type { Campaign } from '../../domain/campaign.ts';
import { composeOn } from '../../domain/compose-on.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { isRefusal } from '../../domain/draft.ts';
import { type Figure, isSameReading } from '../../domain/figure.ts';
import { InputError, InputErrors } from '../../domain/input-error.ts';
import type { PlannedDelivery } from '../../domain/ledger.ts';
import type { Post } from '../../domain/post.ts';
import { checkDrawings } from '../check-drawings.ts';
import { findPost } from '../find-post.ts';
import type { House } from '../house.ts';
import { campaignsInForce } from './campaigns-in-force.ts';
import { gatePlanned } from './gate-planned.ts';

/** A post that waits and could not take over the newer figures, and why. */
export interface RefreshFault {
  readonly post: string;
  readonly occurrence: string;
  readonly why: string;
}

/**
 * Posts that wait and have not begun anywhere take over the figures that are in force now: rendered and composed anew for
 * all places and languages at once. What was held for a stale figure goes on by itself when its figures are fresh.
 */
export async function refreshPosts(house: House): Promise<readonly RefreshFault[]> {
  const campaigns = await campaignsInForce(house);
  const faults: RefreshFault[] = [];
  for (const { post, occurrence } of await house.ledger.waitingPosts()) {
    try {
      await refreshPost(house, campaigns, post, occurrence);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push({ post, occurrence, why: error.message });
    }
  }
  return faults;
}

async function refreshPost(
  house: House,
  campaigns: readonly Campaign[],
  post: string,
  occurrence: string,
): Promise<void> {
  const all = await house.ledger.list({ post, occurrence });
  const deliveries = all.filter(({ state }) => state !== 'cancelled');
  const { campaign, definition } = findPost(campaigns, post);
  const frozen = await frozenPosts(house, deliveries);
  if (frozen.every(({ figures }) => areInForce(figures, campaign.figures))) return;
  const posts = frozen.map(({ language }) => house.render(campaign, definition, language));
  const planned = gatePlanned(composeAgain(house, deliveries, posts), posts, definition.evergreen);
  await checkDrawings(house, planned);
  for (const setter of await settersOf(house, campaign, frozen)) {
    await house.approvals?.noteWriter(post, occurrence, setter);
  }
  if (!(await house.ledger.refreezePost(occurrence, posts, planned))) return;
  for (const { delivery, held } of planned) {
    if (held === undefined) continue;
    // Another figure may be the one that is too old now.
    await house.ledger.move(delivery.id, ['held'], 'held', { heldBy: held.by, note: held.why });
  }
}

async function frozenPosts(house: House, deliveries: readonly Delivery[]): Promise<readonly Post[]> {
  const [first] = deliveries;
  if (first === undefined) return [];
  const languages = [...new Set(deliveries.map(({ language }) => language))];
  const posts = await Promise.all(
    languages.map(language => house.ledger.frozenPost(first.occurrence, first.post, language)),
  );
  return posts.filter(post => post !== undefined);
}

/** The members who set the figures that change now: nobody approves a number that they brought in themselves. */
async function settersOf(
  { book }: House,
  { id, figures }: Campaign,
  frozen: readonly Post[],
): Promise<readonly string[]> {
  const stated = frozen.flatMap(post => post.figures);
  const changed = figures.filter(now =>
    stated.some(before => before.id === now.id && !isSameReading(before, now)),
  );
  const readings = await book.readings({ campaign: id, states: ['confirmed'] });
  const newest = readings.filter(reading =>
    changed.some(now => now.id === reading.figure && isSameReading(now, reading)),
  );
  return [...new Set(newest.map(({ by }) => by).filter(by => /^\d+$/.test(by)))];
}

function areInForce(stated: readonly Figure[], inForce: readonly Figure[]): boolean {
  return stated.every(figure => {
    const now = inForce.find(({ id }) => id === figure.id);
    return now !== undefined && isSameReading(figure, now);
  });
}

/** The same deliveries with new drafts; fails where a place refuses the new text. */
function composeAgain(
  house: House,
  deliveries: readonly Delivery[],
  posts: readonly Post[],
): readonly PlannedDelivery[] {
  const faults: string[] = [];
  const planned = deliveries.flatMap(delivery => {
    const post = posts.find(({ language }) => language === delivery.language);
    const place = house.places.find(({ id }) => id === delivery.place);
    const network = house.networks.get(delivery.network);
    const draft = post && place && network && composeOn(network, post, place);
    if (draft === undefined) return [];
    if (!isRefusal(draft)) return [{ delivery: keyOf(delivery), draft }];
    faults.push(`${delivery.id} cannot take over the new figures: ${draft.refusal}`);
    return [];
  });
  if (faults.length > 0) throw new InputErrors(faults);
  return planned;
}

function keyOf(delivery: Delivery): PlannedDelivery['delivery'] {
  const { id, post, occurrence, network, place, language, dueAt, lateByMs, giveUpAfterMs } = delivery;
  return { id, post, occurrence, network, place, language, dueAt, lateByMs, giveUpAfterMs };
}
