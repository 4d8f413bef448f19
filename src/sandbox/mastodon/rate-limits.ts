import type { Counters } from './server-state.ts';

interface Limit {
  readonly name: string;
  readonly calls: number;
  readonly perMs: number;
  readonly covers: (method: string, path: string) => boolean;
}

const MINUTE = 60_000;

/** The narrowest last: its state is what the headers tell. */
const LIMITS: readonly Limit[] = [
  { name: 'all', calls: 300, perMs: 5 * MINUTE, covers: () => true },
  {
    name: 'media',
    calls: 30,
    perMs: 30 * MINUTE,
    covers: (method, path) => method === 'POST' && /^\/api\/v\d\/media$/.test(path),
  },
  {
    name: 'deletes',
    calls: 30,
    perMs: 30 * MINUTE,
    covers: (method, path) => method === 'DELETE' && path.startsWith('/api/v1/statuses/'),
  },
  {
    name: 'statuses',
    calls: 300,
    perMs: 180 * MINUTE,
    covers: (method, path) => method === 'POST' && path === '/api/v1/statuses',
  },
];

export interface RateState {
  readonly exceeded: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Counts a call in fixed windows, as Mastodon does. */
export function countCall(counters: Counters, method: string, path: string, now: Date): RateState {
  let exceeded = false;
  let headers = {};
  for (const limit of LIMITS.filter(({ covers }) => covers(method, path))) {
    const window = Math.floor(now.getTime() / limit.perMs);
    const before = counters.get(limit.name);
    const calls = (before?.window === window ? before.calls : 0) + 1;
    counters.set(limit.name, { window, calls });
    if (exceeded) continue;
    exceeded = calls > limit.calls;
    headers = {
      'X-RateLimit-Limit': String(limit.calls),
      'X-RateLimit-Remaining': String(Math.max(0, limit.calls - calls)),
      'X-RateLimit-Reset': new Date((window + 1) * limit.perMs).toISOString().replace('Z', '000Z'),
    };
  }
  return { exceeded, headers };
}
