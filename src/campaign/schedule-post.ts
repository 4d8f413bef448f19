import { isRefusal } from '../domain/draft.ts';
import { InputError, InputErrors } from '../domain/input-error.ts';
import type { PlannedDelivery } from '../domain/ledger.ts';
import type { Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';
import { occurrenceAt } from '../planning/delivery-id.ts';
import { audienceOf, planDelivery } from '../planning/plan-deliveries.ts';
import { type FoundPost, findPost } from './find-post.ts';
import type { House, Studio } from './house.ts';
import type { Scheduled, ScheduleRequest } from './use-cases.ts';

/**
 * Plans one post for every place that it goes to. All or nothing: one language or network that refuses it refuses it
 * whole. Scheduling the same occurrence again adds what is missing and changes nothing else.
 */
export async function schedulePost(house: House, request: ScheduleRequest): Promise<Scheduled> {
  const found = findPost(house.campaigns, request.post);
  const occurrence = request.occurrence ?? occurrenceAt(request.at);
  const { posts, planned } = composeEverywhere(house, found, occurrence, request.at);
  for (const post of posts) await house.ledger.freezePost(occurrence, post);
  const added = await house.ledger.plan(planned);
  const deliveries = await house.ledger.list({ post: found.id, occurrence });
  await house.dispatcher.arm(deliveries.filter(({ id }) => added.includes(id)));
  await house.ledger.audit({
    at: house.now(),
    admin: request.admin,
    action: 'schedule',
    subject: found.id,
    detail: `${occurrence}, due ${request.at.toISOString()}, ${added.length} deliveries`,
  });
  return { occurrence, deliveries: await house.ledger.list({ post: found.id, occurrence }) };
}

interface ComposedEverywhere {
  readonly posts: readonly Post[];
  readonly planned: readonly PlannedDelivery[];
}

/** Renders each language once, so that all places of an occurrence state the same figures. */
export function composeEverywhere(
  studio: Studio,
  found: FoundPost,
  occurrence: string,
  dueAt: Date,
): ComposedEverywhere {
  const places = audienceOf(found.definition, studio.places);
  if (places.length === 0) {
    throw new InputError(
      `${found.id} goes nowhere: no network that it names has its credentials set; see .env.example.`,
    );
  }
  const languages = [...new Set(places.map(place => place.language))];
  const posts = languages.map(language => studio.render(found.campaign, found.definition, language));
  const faults: string[] = [];
  const planned = places.flatMap(place => {
    const post = posts.find(({ language }) => language === place.language);
    const draft = post && studio.networks.get(place.network)?.compose(post, place);
    if (draft === undefined) return [];
    if (isRefusal(draft)) {
      faults.push(describeRefusal(found.id, place, draft.refusal));
      return [];
    }
    return [planDelivery({ post: found.id, definition: found.definition, occurrence, dueAt, place, draft })];
  });
  if (faults.length > 0) throw new InputErrors(faults);
  return { posts, planned };
}

function describeRefusal(post: string, place: Place, refusal: string): string {
  return `${post} cannot go to ${place.network} in ${place.language}: ${refusal}`;
}
