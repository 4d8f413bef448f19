import type { Language } from '../domain/language.ts';
import type { Network } from '../domain/network.ts';
import type { Place } from '../domain/place.ts';
import type { Studio } from './house.ts';

/** A network without a place in this language is tried as if it had one. */
export function placeFor(studio: Pick<Studio, 'places'>, network: Network, language: Language): Place {
  const found = studio.places.find(place => place.network === network.name && place.language === language);
  return found ?? { id: `${network.name}-${language}`, network: network.name, language };
}
