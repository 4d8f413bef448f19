import type { NetworkName } from './place.ts';

/** What keeps a delivery, a place, a network, a campaign or everything from going out until a person acts. */
export type HoldKind =
  | 'lockdown'
  | 'stop'
  | 'pause'
  | 'credentials'
  | 'too many'
  | 'budget'
  | 'stale figure'
  | 'approval';

/** Kinds under which what is out is not corrected either; the others are about what is to be published. */
export const HALTING: readonly HoldKind[] = ['lockdown', 'stop', 'pause', 'credentials'];

/** What holds a delivery: the delivery itself, its place, its network, its campaign or everything. */
export interface Hold {
  readonly scope: HoldScope;
  readonly kind: HoldKind;
  readonly why: string;
  /** A numeric Telegram id, or `system`. */
  readonly by: string;
  readonly since: Date;
}

export type HoldScope = 'all' | `network ${NetworkName}` | `place ${string}` | `campaign ${string}`;
