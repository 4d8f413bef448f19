import type { Campaign } from '../../domain/campaign.ts';
import type { Manuscript } from '../../domain/manuscript.ts';
import type { Place } from '../../domain/place.ts';
import { audienceOf } from '../../planning/plan-deliveries.ts';
import type { House } from '../house.ts';
import { definePost } from './define-post.ts';
import { writingFault } from './writing-fault.ts';

/** Where it may go, whether it does or not. */
export function placesFor(
  house: Pick<House, 'places'>,
  manuscript: Manuscript,
  campaign: Campaign,
): readonly Place[] {
  return audienceOf({ ...definePost(manuscript, campaign), placesOff: [] }, house.places);
}

export function togglePlace(
  house: House,
  manuscript: Manuscript,
  campaigns: readonly Campaign[],
  place: string,
): Manuscript {
  const campaign = campaigns.find(({ id }) => id === manuscript.campaign);
  if (campaign === undefined) return manuscript;
  const everywhere = placesFor(house, manuscript, campaign);
  if (!everywhere.some(({ id }) => id === place)) return manuscript;
  const { placesOff } = manuscript;
  const off = placesOff.includes(place) ? placesOff.filter(id => id !== place) : [...placesOff, place];
  if (everywhere.every(({ id }) => off.includes(id))) {
    throw writingFault('placeLast', 'A post goes to one place at least.');
  }
  return { ...manuscript, placesOff: off };
}

export function toggleTag(manuscript: Manuscript, campaigns: readonly Campaign[], tag: string): Manuscript {
  const campaign = campaigns.find(({ id }) => id === manuscript.campaign);
  const known = tagsOf(manuscript, campaign);
  if (!known.includes(tag)) return manuscript;
  const chosen = manuscript.tags ?? known;
  const wanted = chosen.includes(tag) ? chosen.filter(other => other !== tag) : [...chosen, tag];
  // In the campaign's order: a network that takes few takes the most important ones.
  return { ...manuscript, tags: known.filter(other => wanted.includes(other)) };
}

/** Those that may be chosen, most important first. */
export function tagsOf({ template }: Manuscript, campaign: Campaign | undefined): readonly string[] {
  const own = campaign?.posts.find(({ name }) => name === template)?.hashtags ?? [];
  return [...new Set([...own, ...(campaign?.hashtags ?? [])].map(({ tag }) => tag))];
}
