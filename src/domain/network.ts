import type { Cost } from './cost.ts';
import type { Draft, Part, Refusal } from './draft.ts';
import type { JsonObject } from './json.ts';
import type { Media, MediaLimits, PreparedMedia } from './media.ts';
import type { NetworkName, Place } from './place.ts';
import type { Post, PostOptionName } from './post.ts';

/** What a network answers when a part is published. Kept in the ledger, so pure JSON but for the time. */
export interface Receipt {
  /** The network's own id of the post, as text. */
  readonly id: string;
  /** Where a follower can see it; absent where the network gives no public address. */
  readonly url?: string;
  /** When the network took it, by the bot's clock. */
  readonly at: Date;
  /** What a reply or an edit needs beside the id (Bluesky's uri and cid). */
  readonly ref?: JsonObject;
}

/** A file that is on the network's side already, and how to name it when publishing. */
export interface Upload {
  readonly mediaId: string;
  readonly ref: JsonObject;
}

/** What publishing a part needs beside the part. All of it is in the ledger before the call is made. */
export interface PublishContext {
  readonly place: Place;
  /** Made by `createKey`, fixed before the first attempt, the same at every repetition. */
  readonly key: string;
  /** The receipt of the part before this one in the thread. */
  readonly replyTo?: Receipt;
  /** The receipt of the first part of the thread. */
  readonly root?: Receipt;
  readonly uploads: readonly Upload[];
  /** A file of the part, prepared: for a network that takes files only within the call that publishes. */
  readonly file?: (media: Media) => Promise<PreparedMedia>;
  /** Told what the answer, good or bad, says is left of the server's windows: no worker calls into an empty one. */
  readonly tellAllowances?: (allowances: readonly Allowance[]) => void;
  readonly signal: AbortSignal;
}

/** What a server says is left of one of its windows. */
export interface Allowance {
  /** Its name, where a server has several. */
  readonly window: string;
  /** So many calls that publish, as the rate limit counts them. */
  readonly remaining: number;
  /** Milliseconds until the window ends and a full one begins. */
  readonly endsInMs: number;
}

export interface FindContext {
  readonly place: Place;
  readonly key: string;
  /** When the intent was written: what is older is not the part. By the bot's clock; allow for a remote clock that is off. */
  readonly since: Date;
  readonly replyTo?: Receipt;
  readonly root?: Receipt;
  readonly uploads: readonly Upload[];
  /** The last receipt known in this place, where a network numbers its posts (Telegram). */
  readonly lastKnown?: Receipt;
  readonly signal: AbortSignal;
}

/** What looking for a part of unknown fate can bring. */
export type Found =
  | { readonly outcome: 'found'; readonly receipt: Receipt }
  | { readonly outcome: 'nothing' }
  /** `lookAgainAt`: when a second look will be able to tell (an index that lags); absent: no look ever will. */
  | { readonly outcome: 'cannot tell'; readonly why: string; readonly lookAgainAt?: Date };

/** Whose credentials these are. */
export interface Account {
  readonly id: string;
  /** As followers know it: `@campaign_bot`, `@campaign@instance.example`. */
  readonly name: string;
}

/** So many calls in any stretch of time of this length. */
export interface Rate {
  readonly calls: number;
  readonly perMs: number;
}

/** How many calls that publish a network takes, held by the queue across all workers. */
export interface RateLimit extends Rate {
  /** What holds beside it, for longer stretches. */
  readonly also?: readonly Rate[];
  /** The same for one place, where the network limits each chat or channel by itself. */
  readonly perPlace?: readonly Rate[];
}

/** What a network does with a post by itself, without a call. */
export type Composer = Pick<Network, 'name' | 'options' | 'mediaLimits' | 'compose' | 'cost' | 'removalCost'>;

/** What a network wants to know before it composes: limits that a server sets itself, read at start and refreshed. */
export interface ReadyContext {
  readonly signal: AbortSignal;
}

/**
 * The contract of a network. Every effect takes a signal, happens once per call, and fails with a `DeliveryError` only;
 * an adapter never sleeps and never repeats a call that publishes.
 */
export interface Network {
  readonly name: NetworkName;
  /** May `publish` be called again with the same key, any time later, without a second post? */
  readonly repeatable: boolean;
  readonly rateLimit: RateLimit;

  /** The post options that have an effect here. Absent: none. */
  readonly options?: readonly PostOptionName[];

  /** What files are fitted to; as the server told it at last, where it tells. Absent: the smallest that any network takes. */
  readonly mediaLimits?: MediaLimits;

  /** Reads what the server says of itself (limits). Harmless to repeat; fails with `unavailable` and leaves safe defaults. */
  refresh?(context: ReadyContext): Promise<void>;

  /** Fits a post to this network. Pure: the same post, place and server limits give the same draft; touches nothing. */
  compose(post: Post, place: Place): Draft | Refusal;

  /** As how many calls the rate limit counts this part. Absent: as one. Pure. */
  weigh?(part: Part): number;

  /** What publishing this part will cost, where a network takes money. Pure. */
  cost?(part: Part): Cost;

  /** What taking one published part down costs, where a network takes money for that too. */
  readonly removalCost?: Cost;

  /** A key for one part: what makes a repetition recognisable, and, where the network needs it, fixes the record's time. */
  createKey(now: Date): string;

  /** Brings a file to the network before the post that names it. */
  upload?(media: PreparedMedia, context: { place: Place; signal: AbortSignal }): Promise<Upload>;

  /** One part, one effect. */
  publish(part: Part, context: PublishContext): Promise<Receipt>;

  /** Looks for a part whose outcome nobody knows. */
  find(part: Part, context: FindContext): Promise<Found>;

  edit?(receipt: Receipt, part: Part, context: PublishContext): Promise<Receipt>;
  remove?(receipt: Receipt, context: { place: Place; signal: AbortSignal }): Promise<void>;
  pin?(receipt: Receipt, context: { place: Place; signal: AbortSignal }): Promise<void>;

  /** Ends the session at the network and forgets it, where there is one; the next call opens another. */
  logOut?(signal: AbortSignal): Promise<void>;

  /** Are the credentials good, and whose are they? */
  verify(signal: AbortSignal): Promise<Account>;

  close?(): Promise<void>;
}
