import type { Language } from '../domain/language.ts';
import type { Network } from '../domain/network.ts';
import type { Keepsake, NetworkDefinition } from '../domain/network-definition.ts';
import type { NetworkName, Place } from '../domain/place.ts';

type NetworkSettings = Readonly<Record<string, string>>;

export interface ConnectOptions {
  readonly definitions: readonly NetworkDefinition[];
  /** The settings of the networks that are on. */
  readonly settings: ReadonlyMap<NetworkName, NetworkSettings>;
  readonly keepsakes: (owner: string) => Keepsake;
  readonly now: () => Date;
  readonly timeoutMs: number;
  readonly proxyUrl?: string;
  readonly indexLagMs?: number;
}

/** The adapters of the networks that are on, and their client libraries, no others; no call is made. */
export async function connectNetworks(options: ConnectOptions): Promise<ReadonlyMap<NetworkName, Network>> {
  const { definitions, settings, keepsakes, now, timeoutMs, proxyUrl, indexLagMs } = options;
  const on = definitions.flatMap(definition => {
    const own = settings.get(definition.name);
    return own === undefined ? [] : [{ definition, own }];
  });
  const connected = on.map(async ({ definition, own }) => {
    const network = await definition.connect({
      settings: own,
      now,
      timeoutMs,
      keep: keepsakes(definition.name),
      ...(proxyUrl === undefined ? {} : { proxyUrl }),
      ...(indexLagMs === undefined ? {} : { indexLagMs }),
    });
    return [definition.name, network] as const;
  });
  return new Map(await Promise.all(connected));
}

/** The places that the settings of these networks give in these languages. */
export function listPlaces(
  definitions: readonly NetworkDefinition[],
  settings: ReadonlyMap<NetworkName, NetworkSettings>,
  languages: readonly Language[],
): readonly Place[] {
  return definitions.flatMap(definition => {
    const own = settings.get(definition.name);
    return own === undefined ? [] : definition.places(own, languages);
  });
}
