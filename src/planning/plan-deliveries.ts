import type { PostDefinition } from '../domain/campaign.ts';
import type { Draft } from '../domain/draft.ts';
import type { PlannedDelivery } from '../domain/ledger.ts';
import type { Place } from '../domain/place.ts';
import { deliveryId } from './delivery-id.ts';

/** One post on its way to one place. */
export interface Dispatch {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly definition: PostDefinition;
  readonly occurrence: string;
  readonly dueAt: Date;
  readonly place: Place;
  readonly draft: Draft;
}

/** The places that a post goes to: all of the campaign's languages, on the networks that it names or on all. */
export function audienceOf(definition: PostDefinition, places: readonly Place[]): readonly Place[] {
  return places.filter(
    place =>
      definition.languages.includes(place.language) &&
      (definition.networks === undefined || definition.networks.includes(place.network)) &&
      definition.placesOff?.includes(place.id) !== true,
  );
}

export function planDelivery(dispatch: Dispatch): PlannedDelivery {
  const { post, definition, occurrence, dueAt, place, draft } = dispatch;
  return {
    delivery: {
      id: deliveryId({ post, occurrence, place: place.id }),
      post,
      occurrence,
      network: place.network,
      place: place.id,
      language: place.language,
      dueAt,
      lateByMs: definition.lateByMs,
      giveUpAfterMs: definition.giveUpAfterMs,
    },
    draft,
  };
}
