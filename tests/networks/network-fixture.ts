import type { Part } from '../../src/domain/draft.ts';
import type { Account } from '../../src/domain/network.ts';
import type { NetworkName } from '../../src/domain/place.ts';
import type { Post } from '../../src/domain/post.ts';
import type { FaultEffect } from '../../src/sandbox/faults.ts';
import type { SandboxNetwork } from '../../src/sandbox/sandbox-network.ts';
import type { TimelinePost } from '../../src/sandbox/timeline.ts';

/** What the suite checks and a network may lack. A check is left out only with a sentence that says why. */
export type SkippableCheck =
  | 'links'
  | 'language tag'
  | 'thread'
  | 'picture'
  | 'find'
  | 'edit'
  | 'remove'
  | 'pin'
  | 'refresh'
  | 'throttled'
  | 'credentials';

/** Which call of the network's API a fault strikes. */
export interface ApiCall {
  readonly method: string;
  readonly path: RegExp;
}

/** What the contract suite has to know of a network; `tests/networks/<name>.fixture.ts` exports it as `fixture`. */
export interface NetworkFixture {
  readonly name: NetworkName;
  /** Its local server. The suite serves it, connects the registry's adapter by its `settings(url)`, and reads its timeline. */
  sandbox(options: { readonly now: () => Date }): SandboxNetwork;
  /** Whose credentials the sandbox's settings are: what `verify` must say. */
  readonly account: Account;
  /** The call that publishes a text without media. */
  readonly publishing: ApiCall;
  /** The network's own count of a text, written without the adapter's code. */
  count(text: string): number;
  /** Anything else that a part has to satisfy; throws (by `expect`) when it does not. */
  checkPart?(part: Part): void;
  /** Posts that `compose` must refuse, each with the reason why. */
  readonly refused: readonly { readonly why: string; readonly post: Partial<Post> }[];
  /** How the server shows the text of a part. Absent: exactly as the part has it. */
  textOnServer?(part: Part): string;
  /** Anything else that must be right in what followers see of a published part; throws (by `expect`) when it is not. */
  checkPublished?(post: TimelinePost, part: Part): void;
  /** Answers of this network to the call that publishes, and what they must become. */
  readonly answers: {
    /** The content is refused. */
    readonly rejected: FaultEffect;
    /** Too many calls, to be tried again 90 s after `now`. */
    throttled(now: Date): FaultEffect;
    /** The credentials are revoked; struck on every call (sign-in too) until the faults are cleared. */
    readonly credentials: FaultEffect;
  };
  readonly skips: Partial<Record<SkippableCheck, string>>;
}
