/** How the server differs from Mastodon as it is delivered. */
export interface MastodonDeviations {
  readonly version?: string;
  readonly maxCharacters?: number;
  readonly charactersPerUrl?: number;
  /** `/api/v2/instance` is 404, as on older servers. */
  readonly withoutSecondInstance?: boolean;
  /** Addresses count in full and graphemes as code points, as elsewhere than on Mastodon. */
  readonly countsInFull?: boolean;
  /** A repeated `Idempotency-Key` posts again. */
  readonly ignoresKeys?: boolean;
  /** Errors come as HTML pages. */
  readonly htmlErrors?: boolean;
  /** Any other language is refused; Mastodon puts the account's own in its place. */
  readonly languages?: readonly string[];
  /** `/api/v1/statuses/:id/source` is 404. */
  readonly withoutSource?: boolean;
  /** What `/api/v1/instance` says, in the place of Mastodon's form of it. */
  readonly instance?: object;
  readonly maxMedia?: number;
  /** A status that bears files must not have an empty text. */
  readonly refusesEmptyText?: boolean;
  /** `max_id` and the like are not known: the newest statuses are listed, again and again. */
  readonly withoutPages?: boolean;
  /** Statuses cannot be edited: 404. */
  readonly withoutEdits?: boolean;
  /** An answer to a status that is not there is published as if it answered nothing. */
  readonly forgetsParents?: boolean;
  /** Milliseconds by which its clock is ahead. */
  readonly clockLeadMs?: number;
}

export interface MastodonSandboxOptions {
  readonly now: () => Date;
  /** Mastodon's own limits per window; on unless told. */
  readonly rateLimits?: boolean;
  /** How many times a file is still being processed when it is asked for; 1 unless told. */
  readonly processingPolls?: number;
  readonly deviations?: MastodonDeviations;
}

export const VERSION = '4.3.8';
export const MAX_CHARACTERS = 500;
export const CHARACTERS_PER_URL = 23;
export const MAX_MEDIA = 4;
export const DESCRIPTION_LIMIT = 1500;
export const IMAGE_BYTES = 16 * 1024 * 1024;
export const IMAGE_PIXELS = 33_177_600;
export const VIDEO_BYTES = 99 * 1024 * 1024;
export const MAX_PINNED = 5;
export const KEY_LIFETIME_MS = 3600_000;
export const ACCESS_TOKEN = 'sandbox-mastodon-access-token';
/** The part of the account's name after the second `@`; Mastodon's need not be where it is served. */
export const DOMAIN = 'mastodon.sandbox';
export const ACCOUNT = { id: '109300000000000001', username: 'solidarity', language: 'en' } as const;
