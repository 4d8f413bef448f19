/** A picture or video that goes with a post. */
export interface Media {
  /** The SHA-256 of the file's bytes in hexadecimal: two equal files are one. */
  readonly id: string;
  /** Where the bytes are: a path inside the campaign's folder, or inside the data directory. */
  readonly path: string;
  /** `image/jpeg`, `image/png`, `image/webp`, `image/gif`, `video/mp4`. */
  readonly type: string;
  /** What the picture shows, in the language of the post. Required. */
  readonly alt: string;
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
