import type { JsonObject } from '../../domain/json.ts';
import { XrpcError } from './xrpc-error.ts';

interface Limit {
  readonly name: string;
  readonly points: number;
  readonly perMs: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const LIMITS = {
  write: [
    { name: 'repo-write-hour', points: 5000, perMs: HOUR },
    { name: 'repo-write-day', points: 35_000, perMs: DAY },
  ],
  signIn: [
    { name: 'sign-in-5-minutes', points: 30, perMs: 5 * 60_000 },
    { name: 'sign-in-day', points: 300, perMs: DAY },
  ],
  upload: [{ name: 'upload-day', points: 1000, perMs: DAY }],
} satisfies Record<string, readonly Limit[]>;

export type LimitedThing = keyof typeof LIMITS;

/** What a write costs. */
export const POINTS = { create: 3, update: 2, delete: 1 };

/** Counts points in windows and says so in the headers of every answer; refuses beyond. */
export interface RateLimits {
  spend(
    thing: LimitedThing,
    key: string,
    points: number,
    header: (name: string, value: string) => void,
  ): void;
  snapshot(): JsonObject;
  restore(snapshot: JsonObject): void;
}

interface Window {
  spent: number;
  readonly endsAt: number;
}

/** `enforced: false` counts and tells, but refuses nothing. */
export function createRateLimits(now: () => Date, enforced: boolean): RateLimits {
  const windows = new Map<string, Window>();

  function spendOne(limit: Limit, key: string, points: number) {
    const id = `${limit.name} ${key}`;
    const time = now().getTime();
    const open = windows.get(id);
    const window = open !== undefined && open.endsAt > time ? open : { spent: 0, endsAt: time + limit.perMs };
    window.spent += points;
    windows.set(id, window);
    return { limit, window, remaining: limit.points - window.spent };
  }

  return {
    spend(thing, key, points, header) {
      const states = LIMITS[thing].map(limit => spendOne(limit, key, points));
      const tightest = states.reduce((a, b) => (b.remaining < a.remaining ? b : a));
      header('RateLimit-Limit', String(tightest.limit.points));
      header('RateLimit-Remaining', String(Math.max(0, tightest.remaining)));
      header('RateLimit-Reset', String(Math.floor(tightest.window.endsAt / 1000)));
      header('RateLimit-Policy', `${tightest.limit.points};w=${tightest.limit.perMs / 1000}`);
      if (enforced && tightest.remaining < 0)
        throw new XrpcError(429, 'RateLimitExceeded', 'Rate Limit Exceeded');
    },
    snapshot: () => ({ windows: [...windows].map(([id, window]) => [id, { ...window }]) }),
    restore(snapshot) {
      windows.clear();
      for (const [id, window] of snapshot.windows as unknown as [string, Window][]) windows.set(id, window);
    },
  };
}
