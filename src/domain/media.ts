import type { CardDrawing } from './figure-card.ts';

/** A picture or video that goes with a post. */
export interface Media {
  /** The SHA-256 of the file's bytes in hexadecimal: two equal files are one. */
  readonly id: string;
  /** Where the bytes are: a path inside the campaign's folder, or inside the data directory. Of a drawing: a name for people. */
  readonly path: string;
  /** `image/jpeg`, `image/png`, `image/webp`, `image/gif`, `video/mp4`. */
  readonly type: string;
  /** What the picture shows, in the language of the post. Required. */
  readonly alt: string;
  /** The file is drawn from this when it is needed, the same every time; `id` is then the SHA-256 of the drawing as JSON. */
  readonly drawing?: CardDrawing;
  /** The bytes are on the picture shelf and not at `path`, which is a name for people. */
  readonly shelved?: true;
}

/** A file that a campaign names, and that is not there or cannot be read: kept to be told where the post is looked at. */
export interface MissingFile {
  /** A sentence that names the file and says what to do. */
  readonly fault: string;
}

/** A file that is ready to be sent: fitted to the network, without metadata. */
export interface PreparedMedia {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** What a file is for: a card's picture may be smaller than any other. */
export type MediaUse = 'post' | 'thumbnail';

/** What a network takes of one file. */
export interface MediaLimits {
  readonly picture: PictureLimits;
  /** The picture of a card. Absent: the server makes the cards, or has none, and no such picture is brought to it. */
  readonly thumbnail?: PictureLimits;
  /** Absent: it takes no video. */
  readonly video?: VideoLimits;
}

export interface PictureLimits {
  /** Types that it shows, as in `Media.type`. */
  readonly types: readonly string[];
  readonly bytes: number;
  /** The longer side, in pixels. */
  readonly side?: number;
  /** Width times height. */
  readonly pixels?: number;
  /** Width plus height, in pixels. */
  readonly widthAndHeight?: number;
  /** The longer side by the shorter one. */
  readonly ratio?: number;
}

export interface VideoLimits {
  readonly bytes: number;
  readonly seconds?: { readonly atLeast: number; readonly atMost: number };
}
