import { type Dice, pick } from './dice.ts';

export const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'] as const;
export type NetworkName = (typeof NETWORKS)[number];

/** Around a call that publishes. */
export const AROUND_A_CALL = {
  'before its effect, which never comes': 'the server forgets the call of a client that is gone',
  'before its effect, which comes late': 'the server acts on the call of a client that is gone',
  'after its effect, before the answer': 'the client never hears of it',
  'right after the answer': 'before the receipt is written, or just after',
  'between two parts': 'the receipt is written, or the next part is on its way',
} as const;

export type CallMoment = keyof typeof AROUND_A_CALL;

/** When the bot is killed: so long after it was started, after it said that it runs, after an admin's press, or around a call. */
export type Moment =
  | { readonly kind: 'while it starts' | 'any time' | 'while an answer is taken'; readonly delayMs: number }
  | { readonly kind: CallMoment; readonly network: NetworkName; readonly delayMs: number };

const ANY_TIME_MS = 2_000;
/** In so long the bot has fetched a press and done what it says. */
const TAKEN_MS = 60;

/** Shorter than what the bot waits before it looks a part up. */
const LATE_MS = { least: 200, most: 2_000 };

const CALL_MOMENTS = Object.keys(AROUND_A_CALL) as [CallMoment, ...CallMoment[]];

/** One kill of five at a time of no meaning, one of ten while an answer is taken, the others around a call, on each network that has something to get alike. */
export function chooseMoment(dice: Dice, networks: readonly [NetworkName, ...NetworkName[]]): Moment {
  const roll = dice();
  if (roll < 0.1) return { kind: 'while an answer is taken', delayMs: dice() * TAKEN_MS };
  if (roll < 0.3) {
    return { kind: pick(dice, ['while it starts', 'any time']), delayMs: dice() * ANY_TIME_MS };
  }
  const kind = pick(dice, CALL_MOMENTS);
  return { kind, network: pick(dice, networks), delayMs: delayOf(kind, dice) };
}

function delayOf(kind: CallMoment, dice: Dice): number {
  if (kind === 'before its effect, which comes late')
    return LATE_MS.least + dice() * (LATE_MS.most - LATE_MS.least);
  if (kind === 'right after the answer') return dice() * 8;
  return kind === 'between two parts' ? 8 + dice() * 150 : 0;
}
