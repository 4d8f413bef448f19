import type { Settings } from '../config.ts';
import type { Campaign } from '../domain/campaign.ts';
import type { Composer } from '../domain/network.ts';
import type { NetworkName, Place } from '../domain/place.ts';
import { listPlaces } from '../networks/connect-networks.ts';
import { networks as definitions } from '../networks/registry.ts';

export const NETWORK_NAMES: readonly NetworkName[] = definitions.map(({ name }) => name);

export function titleOf(network: NetworkName): string {
  return definitions.find(({ name }) => name === network)?.title ?? network;
}

export function placesOf(settings: Settings, campaigns: readonly Campaign[]): readonly Place[] {
  const languages = [...new Set(campaigns.flatMap(campaign => campaign.languages))];
  return [...listPlaces(definitions, settings.networks, languages), ...settings.extraPlaces];
}

/** Every network of the house, for composing alone. */
export function listComposers(): ReadonlyMap<NetworkName, Composer> {
  return new Map(definitions.map(({ name, composer }) => [name, composer]));
}
