import type { NetworkAccount, Studio } from '../campaign/house.ts';
import type { Settings } from '../config.ts';
import type { Network } from '../domain/network.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import type { NetworkName } from '../domain/place.ts';
import { createMediaPreparer, type MediaTools } from '../media/create-media-preparer.ts';
import { type ConnectOptions, connectNetworks } from '../networks/connect-networks.ts';
import { networks as definitions } from '../networks/registry.ts';
import type { NetworkWatch } from '../networks/watch-networks.ts';
import { type Clock, systemClock } from '../shared/clock.ts';
import { openCardArtist } from './open-card-artist.ts';

/** One call to a network is given up after `timeoutMs`. */
export const REAL_PACE = { timeoutMs: 30_000 };

/** The local networks answer at once and list at once what they have taken. */
export const STAGE_PACE = { timeoutMs: 10_000, indexLagMs: 1_000 };

export function connectAll(
  settings: Settings,
  keepsakes: (owner: string) => Keepsake,
  pace: Pick<ConnectOptions, 'timeoutMs' | 'indexLagMs'>,
  clock: Clock = systemClock,
): Promise<ReadonlyMap<NetworkName, Network>> {
  return connectNetworks({
    definitions,
    settings: settings.networks,
    keepsakes,
    now: clock.now,
    ...pace,
    ...(settings.proxyUrl === undefined ? {} : { proxyUrl: settings.proxyUrl }),
  });
}

/** Files are fitted to what a network takes, as its server told it at last. */
export function preparesMedia(
  networks: ReadonlyMap<NetworkName, Network>,
  fetch?: MediaTools['fetch'],
): Studio['prepareMedia'] {
  const preparer = createMediaPreparer({ draw: openCardArtist(), ...(fetch && { fetch }) });
  return (media, network, use) => preparer.prepare(media, networks.get(network)?.mediaLimits, use);
}

/** For a clock that is turned: the limits are held by the database's clock, which is not. */
export function withoutLimits(
  networks: ReadonlyMap<NetworkName, Network>,
): ReadonlyMap<NetworkName, Network> {
  const rateLimit = { value: { calls: 1_000_000, perMs: 1 } };
  const deaf = (network: Network): Network['publish'] => {
    return (part, { tellAllowances: _, ...context }) => network.publish(part, context);
  };
  return new Map(
    [...networks].map(([name, network]) => [
      name,
      Object.create(network, { rateLimit, publish: { value: deaf(network) } }),
    ]),
  );
}

export async function closeNetworks(networks: ReadonlyMap<NetworkName, Network>): Promise<void> {
  await Promise.all([...networks.values()].map(network => network.close?.()));
}

export function describeAccounts(
  networks: ReadonlyMap<NetworkName, Network>,
  watch: NetworkWatch,
): readonly NetworkAccount[] {
  return definitions
    .filter(({ name }) => networks.has(name))
    .map(({ name, title }) => {
      const { account, fault } = watch.health(name);
      return {
        name,
        title,
        ...(account && { account: account.name }),
        ...(fault !== undefined && { fault }),
      };
    });
}
