import type { Language } from './language.ts';
import type { NetworkName } from './place.ts';

/** What is looked at before the day, in the order in which it is shown. */
export const READY_KINDS = [
  'credentials',
  'translations',
  'text',
  'figures',
  'alt text',
  'media',
  'state',
  'limits',
  'budget',
  'clock',
  'database',
  'disk',
  'bot',
] as const;

export type ReadyKind = (typeof READY_KINDS)[number];

export interface ReadyCheck {
  readonly kind: ReadyKind;
  /** What it is about: a post, a place, a network; absent: all of it. */
  readonly subject?: string;
  /** `bad`: something would not go out, or not on time. `doubtful`: it would, as far as can be told. */
  readonly verdict: 'good' | 'doubtful' | 'bad';
  /** For people, in English, without a secret: what was found, and what to do where it is bad. */
  readonly words: string;
}

/** Would an occasion go out, as things are? */
export interface Readiness {
  /** `<campaign>/<occasion>`. */
  readonly occasion: string;
  readonly titles: Readonly<Record<Language, string>>;
  /** Which time of it: `may-21-2027`. */
  readonly occurrence: string;
  /** When it was looked at; this and the other times in ISO 8601. */
  readonly at: string;
  /** Of the first and the last delivery that is still to go out. */
  readonly first: string;
  readonly last: string;
  /** IANA name, in which people read the times. */
  readonly timeZone: string;
  /** How many are still to go out. */
  readonly deliveries: number;
  /** Nothing is bad. */
  readonly ready: boolean;
  readonly checks: readonly ReadyCheck[];
}

/** Which look before the day: the bot takes each by itself, once. */
export type ReadyLook = 'a week before' | 'a day before';

export interface ReadinessNews {
  readonly kind: 'readiness';
  readonly look: ReadyLook;
  readonly readiness: Readiness;
}

/** Which looks were taken, and whether the admins have heard of them. */
export interface ReadinessBook {
  isTaken(occasion: string, occurrence: string, look: ReadyLook): Promise<boolean>;
  /** The first one of an occurrence and look stays. */
  record(news: ReadinessNews): Promise<void>;
  /** The oldest first. */
  untold(limit: number): Promise<readonly ReadinessNews[]>;
  markTold(news: ReadinessNews, at: Date): Promise<void>;
}

/** What only the machine and the servers can say. Each fails with an `Error` where it cannot be found out. */
export interface ReadyProbes {
  /** By how many milliseconds a network's server is ahead of this machine, by its `Date` header. */
  networkClock(network: NetworkName, signal: AbortSignal): Promise<number>;
  /** The same of the database; and whether it takes what is written. */
  database(signal: AbortSignal): Promise<{ readonly aheadMs: number; readonly writable: boolean }>;
  /** Where the bot keeps its data. */
  disk(): Promise<{ readonly folder: string; readonly freeBytes: number }>;
  /** A bot is in control of the database. */
  botRuns(): Promise<boolean>;
}
