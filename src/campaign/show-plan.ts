import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import { composeOn } from '../domain/compose-on.ts';
import { type Cost, sumCosts } from '../domain/cost.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import { isRefusal } from '../domain/draft.ts';
import { describeStale, figuresToWaitFor } from '../domain/figure-age.ts';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import type { Composer } from '../domain/network.ts';
import type { NetworkName, Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';
import { listSlots, type Slot } from '../planning/list-slots.ts';
import { campaignsInForce } from './figures/campaigns-in-force.ts';
import type { House } from './house.ts';

/** What a plan is made of. */
export interface PlanHouse
  extends Pick<House, 'campaigns' | 'places' | 'render' | 'book' | 'calendar' | 'changes' | 'now'> {
  readonly networks: ReadonlyMap<NetworkName, Composer>;
  readonly ledger: Pick<House['ledger'], 'list'>;
  /** The networks that have credentials; `networks` may have more, which only compose. */
  readonly on: ReadonlySet<NetworkName>;
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
  const ids = slots.map(({ id }) => id);
  const entries = await house.calendar.entries(ids, span.from);
  const known = new Map(
    entries.filter(entry => !entry.withdrawn).map(({ delivery }) => [delivery.id, delivery]),
  );
  const byId = new Map(campaigns.map(campaign => [campaign.id, campaign]));
  const wanted = slots.map(slot => rowOf(slot, known.get(slot.id), byId, look));
  const single = await singlePosts(house, span, new Set(ids), byId, look);
  return [...wanted, ...single]
    .filter(({ occasion }) => span.occasion === undefined || span.occasion === occasion)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

type Campaigns = ReadonlyMap<string, Campaign>;

async function singlePosts(
  { ledger, places }: PlanHouse,
  { from, until }: PlanSpan,
  wanted: ReadonlySet<string>,
  campaigns: Campaigns,
  look: Examine,
): Promise<readonly PlanRow[]> {
  const deliveries = await ledger.list({ dueFrom: from, dueBefore: until });
  return deliveries
    .filter(({ id }) => !wanted.has(id))
    .map(delivery => {
      const { place: id, network, language } = delivery;
      const place = places.find(known => known.id === id) ?? { id, network, language };
      const { post, occurrence, dueAt } = delivery;
      const [campaign = ''] = post.split('/');
      const timeZone = campaigns.get(campaign)?.timeZone ?? 'UTC';
      return rowOf(
        { id: delivery.id, post, occurrence, dueAt, place, campaign, timeZone },
        delivery,
        campaigns,
        look,
      );
    });
}

function rowOf(
  slot: Omit<Slot, 'occasion'> & Partial<Pick<Slot, 'occasion'>>,
  delivery: Delivery | undefined,
  campaigns: Campaigns,
  look: Examine,
): PlanRow {
  const { id, post, occasion, occurrence, place, timeZone } = slot;
  const campaign = campaigns.get(slot.campaign);
  const definition = campaign?.posts.find(({ name }) => `${campaign.id}/${name}` === post);
  const dueAt = delivery?.dueAt ?? slot.dueAt;
  const seen = campaign && definition && look(campaign, definition, place);
  const open = delivery === undefined || ['planned', 'scheduled', 'held'].includes(delivery.state);
  return {
    id,
    post,
    title: definition?.titles[place.language] ?? post,
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
    missing: open ? [...(seen?.missing ?? []), ...staleAt(seen?.post, definition, dueAt)] : [],
  };
}

function staleAt(
  post: Post | undefined,
  definition: PostDefinition | undefined,
  dueAt: Date,
): readonly string[] {
  if (post === undefined || definition === undefined) return [];
  const stale = figuresToWaitFor({ evergreen: definition.evergreen, figures: post.figures }, dueAt);
  return stale.length === 0 ? [] : [describeStale(stale)];
}

interface Examined {
  readonly post?: Post;
  readonly parts: number;
  readonly cost?: Cost;
  readonly missing: readonly string[];
}

type Examine = (campaign: Campaign, definition: PostDefinition, place: Place) => Examined;

/** A post says the same in a place whenever it is due, but for its date: it is rendered and composed once. */
function createExaminer(house: PlanHouse): Examine {
  const posts = new Map<string, Post | string>();
  const seen = new Map<string, Examined>();
  const render = (campaign: Campaign, definition: PostDefinition, language: Language) =>
    remember(posts, `${campaign.id}/${definition.name} ${language}`, () => {
      try {
        return house.render(campaign, definition, language);
      } catch (error) {
        if (error instanceof InputError) return error.message;
        throw error;
      }
    });
  return (campaign, definition, place) =>
    remember(seen, `${campaign.id}/${definition.name} ${place.id}`, () => {
      const off = house.on.has(place.network) ? [] : [`credentials of ${place.network}`];
      if (definition.texts[place.language] === undefined) {
        return { parts: 0, missing: [...off, `text in ${place.language}`] };
      }
      const post = render(campaign, definition, place.language);
      if (typeof post === 'string') return { parts: 0, missing: [...off, post] };
      const alt = post.media.some(media => media.alt.trim() === '') ? [`alt text in ${place.language}`] : [];
      return { post, ...compose(house, post, place, [...off, ...alt]) };
    });
}

function compose(house: PlanHouse, post: Post, place: Place, missing: readonly string[]): Examined {
  const network = house.networks.get(place.network);
  if (network === undefined) return { parts: 0, missing };
  const draft = composeOn(network, post, place);
  if (isRefusal(draft)) return { parts: 0, missing: [...missing, draft.refusal] };
  const [cost] = sumCosts(draft.parts.flatMap(part => network.cost?.(part) ?? []));
  return { parts: draft.parts.length, missing, ...(cost && { cost }) };
}

/** The places that there are; where no network is set up yet, those that there would be. */
function everyPlace({ networks, places, on }: PlanHouse, { languages }: Campaign): readonly Place[] {
  if (on.size > 0) return places;
  return [...networks.keys()].flatMap(network =>
    languages.map(language => ({ id: `${network}-${language}`, network, language })),
  );
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
