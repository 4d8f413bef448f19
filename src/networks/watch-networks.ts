import { DeliveryError } from '../domain/delivery-error.ts';
import type { Account, Network } from '../domain/network.ts';
import type { NetworkName } from '../domain/place.ts';

export interface NetworkHealth {
  readonly account?: Account;
  readonly fault?: string;
}

/** What is known of the networks' servers and accounts. */
export interface NetworkWatch {
  health(name: NetworkName): NetworkHealth;
  /** Reads what the servers say of themselves (limits), and asks whose the credentials are. Never fails. */
  refresh(signal: AbortSignal): Promise<void>;
}

/** Told at every look what became of a network's credentials; must not throw. */
export interface CredentialsReport {
  verified(name: NetworkName): Promise<void>;
  /** The network does not take them. Not called where it could not be asked. */
  refused(name: NetworkName, why: string): Promise<void>;
}

export function watchNetworks(
  networks: ReadonlyMap<NetworkName, Network>,
  report: CredentialsReport,
): NetworkWatch {
  const health = new Map<NetworkName, NetworkHealth>();
  const look = async (network: Network, signal: AbortSignal) => {
    try {
      await network.refresh?.({ signal });
      health.set(network.name, { account: await network.verify(signal) });
      await report.verified(network.name);
    } catch (error) {
      const account = health.get(network.name)?.account;
      const fault = error instanceof DeliveryError ? error.message : 'could not be asked';
      health.set(network.name, account === undefined ? { fault } : { account, fault });
      if (error instanceof DeliveryError && error.reason === 'credentials') {
        await report.refused(network.name, fault);
      }
    }
  };
  return {
    health: name => health.get(name) ?? {},
    async refresh(signal) {
      await Promise.all([...networks.values()].map(network => look(network, signal)));
    },
  };
}
