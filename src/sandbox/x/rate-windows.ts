import type { XBehaviour } from './behaviour.ts';
import { tooManyRequests } from './problem.ts';
import type { XState } from './state.ts';

interface Window {
  readonly header: string;
  readonly key: string;
  readonly limit: number;
  readonly lengthMs: number;
}

const QUARTER_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Calls of one account in 15 minutes, by method and path. The first that matches counts. */
const LIMITS: readonly { readonly call: RegExp; readonly limit: number }[] = [
  { call: /^DELETE \/2\/tweets\/\d+$/, limit: 50 },
  { call: /^GET \/2\/tweets\/\d+$/, limit: 900 },
  { call: /^GET \/2\/tweets$/, limit: 5000 },
  { call: /^GET \/2\/users\/me$/, limit: 75 },
  { call: /^GET \/2\/users\/\d+\/tweets$/, limit: 900 },
  { call: /^GET \/2\/media\/upload$/, limit: 1000 },
  { call: /^POST \/2\/media\/metadata$/, limit: 500 },
  { call: /^POST \/2\/media\/upload/, limit: 1875 },
];

/** Counts a call in its windows; the headers say what is left. Throws 429, without counting, when a window is used up. */
export function countCall(call: string, state: XState, behaviour: XBehaviour, now: Date) {
  const windows = windowsOf(call, behaviour);
  const usedUp = windows.some(window => callsIn(window, state, now).length >= window.limit);
  if (!usedUp) {
    for (const window of windows) state.calls[window.key] = [...callsIn(window, state, now), now.getTime()];
  }
  const headers = Object.fromEntries(windows.flatMap(window => headersOf(window, state, now)));
  return { headers, problem: usedUp ? tooManyRequests(behaviour.throttledShape) : undefined };
}

function windowsOf(call: string, behaviour: XBehaviour): readonly Window[] {
  if (call === 'POST /2/tweets') {
    return [
      {
        header: 'x-rate-limit',
        key: `${call} quarter`,
        limit: behaviour.postsPer15Minutes,
        lengthMs: QUARTER_MS,
      },
      {
        header: 'x-app-limit-24hour',
        key: `${call} app day`,
        limit: behaviour.postsPerDay,
        lengthMs: DAY_MS,
      },
      {
        header: 'x-user-limit-24hour',
        key: `${call} user day`,
        limit: behaviour.postsPerDay,
        lengthMs: DAY_MS,
      },
    ];
  }
  const found = LIMITS.find(limit => limit.call.test(call));
  if (found === undefined) return [];
  return [{ header: 'x-rate-limit', key: String(found.call), limit: found.limit, lengthMs: QUARTER_MS }];
}

/** A window opens with its first call and closes whole. */
function callsIn({ key, lengthMs }: Window, state: XState, now: Date): readonly number[] {
  const calls = state.calls[key] ?? [];
  const opened = calls[0];
  return opened === undefined || now.getTime() - opened >= lengthMs ? [] : calls;
}

function headersOf(window: Window, state: XState, now: Date): readonly (readonly [string, string])[] {
  const calls = callsIn(window, state, now);
  const reset = Math.ceil(((calls[0] ?? now.getTime()) + window.lengthMs) / 1000);
  return [
    [`${window.header}-limit`, String(window.limit)],
    [`${window.header}-remaining`, String(Math.max(0, window.limit - calls.length))],
    [`${window.header}-reset`, String(reset)],
  ];
}
