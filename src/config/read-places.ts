import { z } from 'zod';
import type { NetworkName, Place } from '../domain/place.ts';

/**
 * The places beyond one per network and language:
 *
 *     places:
 *       - { id: telegram-ru-brest, network: telegram, language: ru, address: "@brest_channel" }
 */
export const placesSchema = z.array(
  z.strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'is no name: use letters, digits, dots, dashes and underscores'),
    network: z.string(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'is no language: write en, ru or another BCP 47 tag'),
    address: z.string().min(1).optional(),
  }),
);

export function readPlaces(
  given: z.output<typeof placesSchema>,
  networks: readonly NetworkName[],
  faults: string[],
): readonly Place[] {
  const places = given.map(({ address, ...place }) =>
    address === undefined ? place : { ...place, address },
  );
  faults.push(...strangers(places, networks), ...repeated(places));
  return places;
}

function strangers(places: readonly Place[], networks: readonly NetworkName[]): readonly string[] {
  return places
    .filter(({ network }) => !networks.includes(network))
    .map(
      ({ id, network }) =>
        `solidarity.yaml: ${id} names the unknown network "${network}": use one of ${networks.join(', ')}.`,
    );
}

function repeated(places: readonly Place[]): readonly string[] {
  return places
    .filter(({ id }, index) => places.findIndex(place => place.id === id) !== index)
    .map(({ id }) => `solidarity.yaml: there are two places called ${id}: give each an id of its own.`);
}
