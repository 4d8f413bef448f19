import type { NetworkDefinition } from '../domain/network-definition.ts';

/** A `Date` header has no fraction of a second: half of one is lost on the average. */
const HALF_A_SECOND = 500;

export interface ClockRequest {
  readonly definition: NetworkDefinition;
  readonly settings: Readonly<Record<string, string>>;
  readonly now: () => Date;
  readonly proxyUrl?: string;
  readonly signal: AbortSignal;
}

/** By how many milliseconds the network's server is ahead, by the `Date` header of its address. Needs no credentials. */
export async function measureClock(request: ClockRequest): Promise<number> {
  const { definition, settings, now, proxyUrl, signal } = request;
  const address = definition.settings.find(({ format }) => format === 'url')?.name ?? '';
  const url = settings[address];
  if (url === undefined) throw new Error(`${definition.title} has no address that can be asked`);
  const proxy =
    proxyUrl === undefined ? undefined : (await import('../shared/proxy.ts')).createProxyAgents(proxyUrl);
  try {
    const asked = now().getTime();
    const response = await (proxy?.fetch ?? fetch)(url, { method: 'HEAD', redirect: 'manual', signal });
    const middle = (asked + now().getTime()) / 2;
    const shown = Date.parse(response.headers.get('date') ?? '');
    if (Number.isNaN(shown)) throw new Error(`${definition.title} does not say its time`);
    return Math.round(shown + HALF_A_SECOND - middle);
  } finally {
    await proxy?.close();
  }
}
