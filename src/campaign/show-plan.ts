import { waitsForApproval } from '../domain/approval.ts';
import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import type { Cost } from '../domain/cost.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { NetworkName, Place } from '../domain/place.ts';
import { listSlots, type Slot } from '../planning/list-slots.ts';
import { createExaminer, type Examine, type ExaminingHouse } from './examine-post.ts';
import { campaignsInForce } from './figures/campaigns-in-force.ts';
import type { House } from './house.ts';

/** What a plan is made of. */
export interface PlanHouse
  extends ExaminingHouse,
    Pick<House, 'campaigns' | 'places' | 'book' | 'calendar' | 'changes' | 'now'>,
    Partial<Pick<House, 'written'>> {
  readonly ledger: Pick<House['ledger'], 'list'>;
}

/** One post on its way to one place, planned already or to come by the calendar. */
export interface PlanRow {
  /** Of the delivery. */
  readonly id: string;
  readonly post: string;
  readonly title: string;
  /** Absent: a single post of an admin's. */
  readonly occasion?: string;
  readonly occurrence: string;
  readonly network: NetworkName;
  readonly place: string;
  readonly language: Language;
  readonly dueAt: Date;
  /** In which a person reads the time. */
  readonly timeZone: string;
  /** `to come`: the calendar has it, and it is not planned yet. */
  readonly state: DeliveryState | 'to come';
  readonly parts: number;
  readonly cost?: Cost;
  /** What keeps it from going out as it is now, a phrase each. */
  readonly missing: readonly string[];
}

export interface PlanSpan {
  readonly from: Date;
  readonly until: Date;
  /** Only this occasion. */
  readonly occasion?: string;
}

/** Everything that goes out within a time, the next first: what the calendar wants and what the ledger has. */
export async function showPlan(house: PlanHouse, span: PlanSpan): Promise<readonly PlanRow[]> {
  const campaigns = await campaignsInForce(house);
  const look = createExaminer(house);
  const changes = (await house.changes?.(span.from)) ?? [];
  const slots = campaigns.flatMap(campaign =>
    listSlots(campaign, { ...span, changes, places: everyPlace(house, campaign) }),
  );
  const wantedIds = new Set(slots.map(({ id }) => id));
  const entries = await house.calendar.entries([...wantedIds], span.from);
  const known = new Map(
    entries.filter(entry => !entry.withdrawn).map(({ delivery }) => [delivery.id, delivery]),
  );
  const posts = listPosts(campaigns);
  const wanted = slots.map(slot => rowOf(slot, known.get(slot.id), posts, look));
  const zones = new Map(campaigns.map(({ id, timeZone }) => [id, timeZone]));
  const isSingle = ({ id }: Delivery) => !wantedIds.has(id);
  const single = (await house.ledger.list({ dueFrom: span.from, dueBefore: span.until }))
    .filter(isSingle)
    .map(delivery => rowOf(toSlot(delivery, house.places, zones), delivery, posts, look));
  return [...wanted, ...single]
    .filter(({ occasion }) => span.occasion === undefined || span.occasion === occasion)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** By `<campaign>/<post>`. */
type Posts = ReadonlyMap<string, { readonly campaign: Campaign; readonly definition: PostDefinition }>;

function listPosts(campaigns: readonly Campaign[]): Posts {
  return new Map(
    campaigns.flatMap(campaign =>
      campaign.posts.map(definition => [`${campaign.id}/${definition.name}`, { campaign, definition }]),
    ),
  );
}

type RowSlot = Omit<Slot, 'occasion' | 'campaign'> & Partial<Pick<Slot, 'occasion'>>;

/** A single post of an admin's, as the calendar would have it. */
function toSlot(
  { id, post, occurrence, dueAt, place: name, network, language }: Delivery,
  places: readonly Place[],
  zones: ReadonlyMap<Campaign['id'], string>,
): RowSlot {
  const place = places.find(known => known.id === name) ?? { id: name, network, language };
  const timeZone = zones.get(post.slice(0, post.indexOf('/'))) ?? 'UTC';
  return { id, post, occurrence, dueAt, place, timeZone };
}

function rowOf(slot: RowSlot, delivery: Delivery | undefined, posts: Posts, look: Examine): PlanRow {
  const { id, post, occasion, occurrence, place, timeZone } = slot;
  const found = posts.get(post);
  const dueAt = delivery?.dueAt ?? slot.dueAt;
  const seen = found && look(found.campaign, found.definition, place);
  const open = delivery === undefined || ['planned', 'scheduled', 'held'].includes(delivery.state);
  return {
    id,
    post,
    title: found?.definition.titles[place.language] ?? post,
    ...(occasion === undefined ? {} : { occasion }),
    occurrence,
    network: place.network,
    place: place.id,
    language: place.language,
    dueAt,
    timeZone,
    state: delivery?.state ?? 'to come',
    parts: seen?.parts ?? 0,
    ...(seen?.cost === undefined ? {} : { cost: seen.cost }),
    missing: open ? [...(seen?.missing ?? []), ...(seen?.staleAt(dueAt) ?? []), ...unapproved(delivery)] : [],
  };
}

function unapproved(delivery: Delivery | undefined): readonly string[] {
  const { approvals } = delivery ?? {};
  return approvals === undefined || approvals.given >= approvals.needed
    ? []
    : [waitsForApproval({ approvals })];
}

/** The places that there are; where no network is set up yet, those that there would be. */
function everyPlace({ networks, places, on }: PlanHouse, { languages }: Campaign): readonly Place[] {
  if (on.size > 0) return places;
  return [...networks.keys()].flatMap(network =>
    languages.map(language => ({ id: `${network}-${language}`, network, language })),
  );
}
