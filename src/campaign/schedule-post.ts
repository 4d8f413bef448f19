import { composeOn } from '../domain/compose-on.ts';
import { type Cost, sumCosts } from '../domain/cost.ts';
import { isRefusal } from '../domain/draft.ts';
import { InputError, InputErrors } from '../domain/input-error.ts';
import type { PlannedDelivery } from '../domain/ledger.ts';
import type { Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';
import { occurrenceAt } from '../planning/delivery-id.ts';
import { audienceOf, planDelivery } from '../planning/plan-deliveries.ts';
import { needApproval } from './approvals/need-approval.ts';
import { checkDrawings } from './check-drawings.ts';
import { campaignsInForce } from './figures/campaigns-in-force.ts';
import { gatePlanned } from './figures/gate-planned.ts';
import { type FoundPost, findPost } from './find-post.ts';
import type { House, Studio } from './house.ts';
import type { Scheduled, ScheduleRequest } from './use-cases.ts';

/**
 * Plans one post for every place that it goes to. All or nothing: one language or network that refuses it refuses it
 * whole. Scheduling the same occurrence again adds what is missing and changes nothing else.
 */
export async function schedulePost(house: House, request: ScheduleRequest): Promise<Scheduled> {
  const found = findPost(await campaignsInForce(house), request.post);
  const occurrence = request.occurrence ?? occurrenceAt(request.at);
  const { times } = request;
  const places = audienceOf(found.definition, house.places).filter(({ id }) => times?.has(id) ?? true);
  const posts = await renderPosts(house, found, occurrence, places);
  const planned = composeEverywhere(house, found, {
    occurrence,
    dueAt: place => times?.get(place.id) ?? request.at,
    places,
    posts,
  });
  await checkDrawings(house, planned);
  for (const post of posts) await house.ledger.freezePost(occurrence, post);
  const fresh = house.holdsStale ? gatePlanned(planned, posts, found.definition.evergreen) : planned;
  const gated = needApproval(house, fresh, found.campaign);
  if (request.admin !== 'system') await house.approvals?.noteWriter(found.id, occurrence, request.admin);
  const added = await house.ledger.plan(gated);
  await house.approvals?.ask(found.id, occurrence, house.now());
  const deliveries = await house.ledger.list({ post: found.id, occurrence });
  const costs = costsOf(house, gated);
  if (added.length === 0) return { occurrence, deliveries, costs };
  await house.desk.arm(deliveries.filter(({ id, state }) => added.includes(id) && state === 'planned'));
  await house.ledger.audit({
    at: house.now(),
    admin: request.admin,
    action: 'schedule',
    subject: found.id,
    before: null,
    after: `planned: ${added.length}`,
    detail: `${occurrence}, due ${request.at.toISOString()}, ${added.length} deliveries`,
  });
  return { occurrence, deliveries: await house.ledger.list({ post: found.id, occurrence }), costs };
}

/** What the networks will take for all of it. */
function costsOf({ networks }: Studio, planned: readonly PlannedDelivery[]): readonly Cost[] {
  return sumCosts(
    planned.flatMap(({ delivery, draft }) =>
      draft.parts.flatMap(part => networks.get(delivery.network)?.cost?.(part) ?? []),
    ),
  );
}

/** Renders each language once, so that all places of an occurrence state the same figures, also those added later. */
async function renderPosts(
  house: House,
  found: FoundPost,
  occurrence: string,
  places: readonly Place[],
): Promise<readonly Post[]> {
  const languages = [...new Set(places.map(({ language }) => language))];
  return Promise.all(
    languages.map(
      async language =>
        (await house.ledger.frozenPost(occurrence, found.id, language)) ??
        house.render(found.campaign, found.definition, language),
    ),
  );
}

interface Everywhere {
  readonly occurrence: string;
  readonly dueAt: (place: Place) => Date;
  readonly places: readonly Place[];
  readonly posts: readonly Post[];
}

/** Fails, with a sentence per refusal, when a place cannot take the post. */
function composeEverywhere(studio: Studio, found: FoundPost, where: Everywhere): readonly PlannedDelivery[] {
  const { occurrence, dueAt, places, posts } = where;
  if (places.length === 0) {
    throw new InputError(
      `${found.id} goes nowhere: no network that it names has its credentials set; see .env.example.`,
    );
  }
  const faults: string[] = [];
  const planned = places.flatMap(place => {
    const post = posts.find(({ language }) => language === place.language);
    const network = studio.networks.get(place.network);
    const draft = post && network && composeOn(network, post, place);
    if (draft === undefined) return [];
    if (isRefusal(draft)) {
      faults.push(describeRefusal(found.id, place, draft.refusal));
      return [];
    }
    const { id, definition } = found;
    return [planDelivery({ post: id, definition, occurrence, dueAt: dueAt(place), place, draft })];
  });
  if (faults.length > 0) throw new InputErrors(faults);
  return planned;
}

function describeRefusal(post: string, place: Place, refusal: string): string {
  return `${post} cannot go to ${place.network} in ${place.language}: ${refusal}`;
}
