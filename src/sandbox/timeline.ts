import type { Mark } from '../domain/draft.ts';
import type { Language } from '../domain/language.ts';
import type { NetworkName } from '../domain/place.ts';

/** A post as a follower of a sandbox network sees it. */
export interface TimelinePost {
  readonly network: NetworkName;
  /** Telegram: the channel's `@name` or id. Elsewhere the account's handle. */
  readonly place: string;
  readonly id: string;
  readonly url?: string;
  readonly at: Date;
  readonly text: string;
  /** What the server made of the text: links, tags, bold; offsets in UTF-16 code units. */
  readonly marks: readonly Mark[];
  readonly language?: Language;
  readonly replyTo?: string;
  readonly media: readonly TimelineMedia[];
  readonly card?: { readonly url: string; readonly title: string; readonly description: string };
  readonly pinned?: boolean;
  readonly edited?: boolean;
  readonly contentWarning?: string;
  readonly sensitive?: boolean;
}

export interface TimelineMedia {
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly alt?: string;
}

export type TimelineListener = () => void;
