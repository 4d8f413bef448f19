import type { PlannedAmendment } from '../../domain/amendment.ts';
import { composeOn } from '../../domain/compose-on.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { type Draft, isRefusal, type Part } from '../../domain/draft.ts';
import { InputError, InputErrors } from '../../domain/input-error.ts';
import type { Language } from '../../domain/language.ts';
import type { DeliveryRecord } from '../../domain/ledger.ts';
import type { Network } from '../../domain/network.ts';
import type { Place } from '../../domain/place.ts';
import type { Post } from '../../domain/post.ts';
import { type StandingPost, standingPosts } from '../../domain/standing-posts.ts';
import { countStates } from '../count-states.ts';
import { campaignsInForce } from '../figures/campaigns-in-force.ts';
import { findPost } from '../find-post.ts';
import type { House } from '../house.ts';
import { type AmendedDelivery, type AmendReport, reportWithoutSteps } from './amend-report.ts';
import { carryOut } from './carry-out.ts';
import { chooseDeliveries } from './choose-deliveries.ts';
import { planEdit, planReplacement, planReply, saysAll } from './plan-correction.ts';
import { type Proposal, proposeCorrections } from './propose-correction.ts';
import { sayHalt } from './say-halt.ts';
import { writeCorrection } from './write-correction.ts';

export interface CorrectRequest {
  readonly post: string;
  /** The newest that is out unless told; `all`. */
  readonly occurrence?: string;
  /** Where a post cannot be edited: take it down and publish it again, instead of a reply that corrects it. */
  readonly replace: boolean;
  /** A numeric Telegram id, or `system`. */
  readonly admin: string;
}

/**
 * Makes what is out say what the campaign's files say now: edited where the network can, elsewhere corrected by a reply or
 * replaced. What is not out yet gets the new text too. Asked again, it goes on where it stopped.
 */
export async function correctPost(
  house: House,
  request: CorrectRequest,
  signal: AbortSignal,
): Promise<AmendReport> {
  const { campaign, definition, id } = findPost(await campaignsInForce(house), request.post);
  const deliveries = await chooseDeliveries(house, id, request.occurrence);
  const posts = new Map(
    [...new Set(deliveries.map(({ language }) => language))].map(language => [
      language,
      house.render(campaign, definition, language),
    ]),
  );
  const corrections = deliveries.map(delivery => prepare(house, delivery, posts));
  const occurrences = [...new Set(deliveries.map(({ occurrence }) => occurrence))];
  const { admin } = request;
  // What waits is approved anew; who changed it does not count.
  if (admin !== 'system') {
    for (const occurrence of occurrences) await house.approvals?.noteWriter(id, occurrence, admin);
  }
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'correct',
    subject: id,
    before: countStates(deliveries),
    after: 'to be corrected',
    detail: occurrences.join(', '),
  });
  const needed = house.corrections !== undefined && admin !== 'system' ? (campaign.approvals ?? 0) : 0;
  const asked = { ...request, alone: needed > 0 };
  const outcomes = await Promise.all(
    corrections.map(correction => correct(house, asked, correction, signal)),
  );
  const proposals = outcomes.filter(outcome => 'amendment' in outcome);
  const asking = { admin, needed, posts: [...posts.values()] };
  const rows = [
    ...outcomes.filter(outcome => 'did' in outcome),
    ...(await proposeCorrections(house, asking, proposals)),
  ];
  for (const occurrence of occurrences) await house.approvals?.ask(id, occurrence, house.now());
  if (proposals.length === 0 && rows.every(({ done }) => done)) {
    for (const occurrence of occurrences) await house.amendments.refreeze(occurrence, [...posts.values()]);
  }
  return { post: id, occurrences, deliveries: rows };
}

interface Correction {
  readonly delivery: Delivery;
  readonly network: Network;
  readonly place: Place;
  readonly post: Post;
  readonly draft: Draft;
}

/** What a network refuses ends it before anything is changed. */
function prepare(house: House, delivery: Delivery, posts: ReadonlyMap<Language, Post>): Correction {
  const network = house.networks.get(delivery.network);
  const place = house.places.find(({ id }) => id === delivery.place);
  const post = posts.get(delivery.language);
  if (network === undefined || place === undefined || post === undefined) {
    throw new InputError(`${delivery.place} is switched off: set its credentials to correct what is there.`);
  }
  const draft = composeOn(network, post, place);
  if (isRefusal(draft)) throw new InputErrors([draft.refusal]);
  return { delivery, network, place, post, draft };
}

async function correct(
  house: House,
  request: CorrectRequest & { readonly alone: boolean },
  correction: Correction,
  signal: AbortSignal,
): Promise<AmendedDelivery | Proposal> {
  const { delivery, draft } = correction;
  const record = await house.ledger.read(delivery.id);
  if (record === undefined || ['cancelled', 'withdrawn'].includes(record.delivery.state)) {
    return reportWithoutSteps(delivery, 'nothing to do');
  }
  if (!record.begun) {
    const planned = await house.amendments.redraft(delivery.id, draft);
    return reportWithoutSteps(delivery, 'planned anew', planned ? undefined : UNDER_WAY);
  }
  if (record.delivery.state !== 'published') return reportWithoutSteps(delivery, 'edited', notOut(record));
  const finished = await finishLast(house, request, delivery, signal);
  if (finished !== undefined && !finished.done) return finished;
  const plan = await planFor(house, request, correction, record);
  if ('why' in plan) return reportWithoutSteps(delivery, 'nothing to do', plan.why);
  if (plan.steps.length === 0) return finished ?? reportWithoutSteps(delivery, 'nothing to do');
  const { admin } = request;
  const planned = { delivery: delivery.id, admin, at: house.now(), ...plan };
  if (request.alone) return { delivery, amendment: planned };
  // Nothing is written down of it: what another correction had begun may go on.
  const halt = await house.amendments.heldBy(delivery.id);
  if (halt !== undefined) return reportWithoutSteps(delivery, 'edited', sayHalt(halt, { goesOn: false }));
  return carryOut(house, admin, delivery, await house.amendments.begin(planned), { signal });
}

const UNDER_WAY = 'it is going out at this moment: correct it again in a minute';

function notOut({ delivery }: DeliveryRecord): string {
  if (delivery.state === 'publishing' || delivery.state === 'scheduled') return UNDER_WAY;
  return `it is ${delivery.state} with some of its parts out: settle that first, or withdraw it`;
}

/** A correction that was cut short goes on before anything else is looked at; not one that waits for approvals. */
async function finishLast(
  house: House,
  request: CorrectRequest,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<AmendedDelivery | undefined> {
  const last = (await house.amendments.list(delivery.id)).at(-1);
  if (last === undefined || last.ended || last.awaits) return undefined;
  return carryOut(house, request.admin, delivery, last, { signal });
}

type Plan = Pick<PlannedAmendment, 'kind' | 'thread' | 'steps'>;

async function planFor(
  house: House,
  { replace }: CorrectRequest,
  correction: Correction,
  { parts }: DeliveryRecord,
): Promise<Plan | { readonly why: string }> {
  const { delivery, network, draft } = correction;
  const standing = standingPosts(parts, await house.amendments.list(delivery.id));
  const own = standing.filter(({ isCorrection }) => !isCorrection);
  if (saysAll(own, draft.parts)) return planEdit(own, draft.parts);
  if (network.edit !== undefined) return planEdit(own, draft.parts);
  if (replace) return planReplacement(standing, draft.parts);
  const said = await correctionParts(house, correction);
  if ('why' in said) return said;
  const earlier = standing.filter(({ isCorrection }) => isCorrection);
  if (said.parts.length === 0 || endsWith(earlier, said.parts)) return planReply(standing, []);
  return planReply(standing, said.parts);
}

async function correctionParts(
  house: House,
  { delivery, network, place, post, draft }: Correction,
): Promise<{ readonly parts: readonly Part[] } | { readonly why: string }> {
  const before = await house.ledger.frozenPost(delivery.occurrence, post.id, delivery.language);
  const words = house.words.find(({ language }) => language === delivery.language);
  if (before === undefined || words === undefined) return { parts: [] };
  const reply = writeCorrection(before, post, network.name, words);
  if (reply === undefined) return unchanged(before, post) ? { parts: [] } : { why: ONLY_BESIDE };
  const composed = composeOn(network, reply, place);
  if (isRefusal(composed)) return { why: composed.refusal };
  // A reply that repeats every paragraph would only say the post twice.
  return composed.parts.length > draft.parts.length + 1 ? { why: TOO_MUCH } : composed;
}

const ONLY_BESIDE = 'only its pictures, tags or card have changed, which no reply can correct: use --replace';
const TOO_MUCH =
  'more has changed than a reply can say: write <post>.<language>.correction.liquid, or use --replace';

function unchanged(before: Post, now: Post): boolean {
  const beside = ({ tags, card, media, options }: Post) =>
    JSON.stringify([
      tags,
      card?.url,
      card?.title,
      card?.description,
      media.map(({ id, alt }) => [id, alt]),
      options.sensitive,
    ]);
  return beside(before) === beside(now);
}

function endsWith(standing: readonly StandingPost[], parts: readonly Part[]): boolean {
  return saysAll(standing.slice(-parts.length), parts);
}
