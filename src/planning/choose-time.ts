import type { Campaign, Elsewhere, Occasion, OccasionPost } from '../domain/campaign.ts';
import type { Place } from '../domain/place.ts';

/** When a post of an occasion is due in a place. */
export interface ChosenTime {
  readonly offsetDays: number;
  /** `HH:MM`; absent: the occasion's own. */
  readonly time?: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** What the post says of the place comes before what the occasion says, and that before what the campaign says. */
export function chooseTime(
  campaign: Pick<Campaign, 'timeZone'>,
  occasion: Occasion,
  post: OccasionPost,
  place: Place,
): ChosenTime {
  const here = post.elsewhere?.find(entry => fits(entry, place));
  const around = occasion.elsewhere?.find(entry => fits(entry, place));
  const time = here?.time ?? post.time;
  return {
    offsetDays: here?.offsetDays ?? post.offsetDays,
    timeZone: here?.timeZone ?? around?.timeZone ?? occasion.timeZone ?? campaign.timeZone,
    ...(time === undefined ? {} : { time }),
  };
}

function fits({ networks, languages, places }: Elsewhere, place: Place): boolean {
  return (
    (networks?.includes(place.network) ?? true) &&
    (languages?.includes(place.language) ?? true) &&
    (places?.includes(place.id) ?? true)
  );
}
