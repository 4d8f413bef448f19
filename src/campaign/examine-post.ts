import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import { composeOn } from '../domain/compose-on.ts';
import { type Cost, sumCosts } from '../domain/cost.ts';
import { isRefusal } from '../domain/draft.ts';
import { describeStale, staleFrom } from '../domain/figure-age.ts';
import { InputError } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import type { Composer } from '../domain/network.ts';
import type { NetworkName, Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';
import type { House } from './house.ts';

/** What examining posts needs. */
export interface ExaminingHouse extends Pick<House, 'render'> {
  readonly networks: ReadonlyMap<NetworkName, Composer>;
  /** The networks that have credentials. */
  readonly on: ReadonlySet<NetworkName>;
}

/** What a post would be in a place, and what it lacks, a phrase each. */
export interface Examined {
  readonly parts: number;
  readonly cost?: Cost;
  readonly missing: readonly string[];
  /** The figures that are too old at a time. */
  staleAt(dueAt: Date): readonly string[];
}

export type Examine = (campaign: Campaign, definition: PostDefinition, place: Place) => Examined;

const neverStale = () => [];

/** A post says the same in a place whenever it is due, but for its date: it is rendered and composed once. */
export function createExaminer(house: ExaminingHouse): Examine {
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
      const without = (missing: string) => ({ parts: 0, missing: [...off, missing], staleAt: neverStale });
      if (definition.texts[place.language] === undefined) return without(`text in ${place.language}`);
      const post = render(campaign, definition, place.language);
      if (typeof post === 'string') return without(post);
      const staleAt = createAgeCheck(post, definition);
      const silent = post.media.some(media => media.alt.trim() === '');
      if (silent) return { ...without(`alt text in ${place.language}`), staleAt };
      return { ...compose(house, post, place, off), staleAt };
    });
}

function compose(
  house: ExaminingHouse,
  post: Post,
  place: Place,
  missing: readonly string[],
): Pick<Examined, 'parts' | 'cost' | 'missing'> {
  const network = house.networks.get(place.network);
  if (network === undefined) return { parts: 0, missing };
  const draft = composeOn(network, post, place);
  if (isRefusal(draft)) return { parts: 0, missing: [...missing, draft.refusal] };
  const [cost] = sumCosts(draft.parts.flatMap(part => network.cost?.(part) ?? []));
  return { parts: draft.parts.length, missing, ...(cost && { cost }) };
}

/** Which figures are too old is asked for thousands of times, and changes a few times in years. */
function createAgeCheck({ figures }: Post, { evergreen }: PostDefinition): Examined['staleAt'] {
  if (evergreen || figures.length === 0) return neverStale;
  const from = figures.map(figure => staleFrom(figure).getTime());
  const known = new Map<number, readonly string[]>();
  return dueAt => {
    const at = dueAt.getTime();
    // As many as are stale by then tell which: a figure that is stale once stays so.
    const count = from.filter(time => at >= time).length;
    if (count === 0) return [];
    return remember(known, count, () => [
      describeStale(figures.filter((_, index) => at >= (from[index] ?? Number.POSITIVE_INFINITY))),
    ]);
  };
}

function remember<Key, T>(known: Map<Key, T>, key: Key, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
