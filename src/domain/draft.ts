import type { Cost } from './cost.ts';
import type { Language } from './language.ts';
import type { Media } from './media.ts';
import type { NetworkName } from './place.ts';
import type { Card, PostOptions } from './post.ts';

/** What a stretch of a part's text is. Offsets in UTF-16 code units, `end` exclusive; marks never overlap unless nested. */
export interface Mark {
  readonly kind: 'link' | 'tag' | 'bold' | 'italic';
  readonly start: number;
  readonly end: number;
  /** For a link. */
  readonly url?: string;
  /** For a tag, without `#`. */
  readonly tag?: string;
}

/** How a network counts: the unit is shown to people. */
export type LengthUnit = 'UTF-16 units' | 'graphemes' | 'characters' | 'weighted characters';

/** What one call publishes. Pure JSON, complete: together with a key it decides every byte that is sent. */
export interface Part {
  /** The text as a reader sees it. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly length: number;
  readonly limit: number;
  readonly unit: LengthUnit;
  readonly language: Language;
  /** Hashtags that go beside the text and not in it (Bluesky's `tags`), without `#`. */
  readonly outlineTags: readonly string[];
  readonly media: readonly Media[];
  readonly card?: Card;
  readonly options: PostOptions;
}

/** A post composed for a place. One part, or a thread. */
export interface Draft {
  readonly parts: readonly Part[];
}

/** Why a post cannot be composed for a network, in one sentence that says what to do. */
export interface Refusal {
  readonly refusal: string;
}

export function isRefusal(composed: Draft | Refusal): composed is Refusal {
  return 'refusal' in composed;
}

/** One row of a preview, as `solidarity preview --json` prints it. */
export interface Preview {
  readonly post: string;
  readonly language: Language;
  readonly network: NetworkName;
  readonly parts: readonly PreviewPart[];
  /** Those that have an effect on this network. */
  readonly options?: PostOptions;
  /** Of all parts, where the network takes money. */
  readonly cost?: Cost;
  readonly refusal?: string;
}

export interface PreviewPart extends Pick<Part, 'text' | 'length' | 'limit' | 'unit'> {
  /** Hashtags beside the text. */
  readonly outlineTags?: readonly string[];
  readonly media?: readonly PreviewFile[];
  readonly card?: Omit<Card, 'thumbnail'> & { readonly thumbnail?: PreviewFile };
  readonly cost?: Cost;
}

/** A file as the network will get it. */
export interface PreviewFile {
  /** Its name in the campaign. */
  readonly file: string;
  readonly type: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly alt: string;
}
