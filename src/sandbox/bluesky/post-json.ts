/** A record of `app.bsky.feed.post` as JSON, once it has passed its lexicon: what a reader sees of it. */
export interface PostJson {
  readonly text: string;
  readonly langs?: readonly string[];
  readonly facets?: readonly FacetJson[];
  readonly reply?: { readonly parent: { readonly uri: string } };
  readonly labels?: { readonly values: readonly { readonly val: string }[] };
  readonly embed?: {
    readonly images?: readonly { readonly image: BlobJson; readonly alt: string }[];
    readonly video?: BlobJson;
    readonly alt?: string;
    readonly external?: { readonly uri: string; readonly title: string; readonly description: string };
  };
}

export interface FacetJson {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly { readonly $type: string; readonly uri?: string; readonly tag?: string }[];
}

interface BlobJson {
  readonly ref: { readonly $link: string };
}
