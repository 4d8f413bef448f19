import type { Mark } from '../../domain/draft.ts';

/** A post as every network will show it, for one picture. All words are said already, in the reader's language. */
export interface PreviewSheet {
  readonly title: string;
  /** In the order of reading; two stand side by side. */
  readonly tiles: readonly PreviewTile[];
}

/** One network in one language. */
export interface PreviewTile {
  /** `Bluesky · English`. */
  readonly heading: string;
  /** `268 of 300 characters · $0.015`. */
  readonly measure: string;
  /** The first part as a reader sees it. */
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly pictures: readonly SheetPicture[];
  /** Where the network shows them above the text. */
  readonly picturesFirst: boolean;
  readonly card?: { readonly title: string; readonly host: string };
  /** `+ 2 more parts`. */
  readonly more?: string;
  /** Why it cannot go there, in place of everything else. */
  readonly refusal?: string;
}

export interface SheetPicture {
  /** SHA-256 of the file. */
  readonly id: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The small pictures of a sheet by the ids of its files, as `data:` addresses; what has none is drawn as a video. */
export type Thumbnails = ReadonlyMap<string, string>;
