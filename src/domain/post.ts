import type { Figure } from './figure.ts';
import type { Language } from './language.ts';
import type { Media } from './media.ts';
import type { NetworkName } from './place.ts';

/** A run of text. Links and tags are known from here on and never detected again in a string. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string; readonly bold?: true; readonly italic?: true }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** A hashtag without its `#`. */
  | { readonly kind: 'tag'; readonly tag: string };

/** The body is a list of blocks with an empty line between them. `tags` marks the place where the hashtags stand. */
export type Block =
  | { readonly kind: 'paragraph'; readonly segments: readonly Segment[] }
  | { readonly kind: 'tags' };

/** A link shown as a card (Bluesky builds it itself; elsewhere the server does, or may be told to). */
export interface Card {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  /** The picture of the card: a file of the campaign. */
  readonly thumbnail?: Media;
}

/** What a campaign may ask for a post; a network that cannot do it refuses when the campaign is validated. */
export interface PostOptions {
  /** Number the parts of a thread: `1/5`. */
  readonly numbered?: boolean;
  /** Telegram: deliver without a sound. */
  readonly silent?: boolean;
  /** Pin the first part after publishing. */
  readonly pin?: boolean;
  /** Mastodon. */
  readonly visibility?: 'public' | 'unlisted' | 'private';
  /** Mastodon: the text in front of which the post is folded away. */
  readonly contentWarning?: string;
  /** The pictures are covered until the reader asks for them. */
  readonly sensitive?: boolean;
  /** Bluesky, X: who may reply. */
  readonly replies?: 'everyone' | 'following' | 'mentioned' | 'nobody';
  /** Telegram: id of the forum topic. */
  readonly topic?: number;
  /** Telegram: the preview of the post's link. */
  readonly linkPreview?: 'none' | 'small' | 'large' | 'above';
  /** Telegram, which has no alt texts: whether they stand under the picture's caption; they do unless told. */
  readonly altInCaption?: boolean;
  /** X: leave links out, since a post with a URL costs more. */
  readonly withoutLinks?: boolean;
}

export type PostOptionName = keyof PostOptions;

/** One text of a campaign in one language, with its figures frozen in it. Pure JSON. */
export interface Post {
  /** `<campaign>/<post>`, for example `may-21/morning`. */
  readonly id: string;
  readonly language: Language;
  readonly body: readonly Block[];
  /** Hashtags without `#`, most important first; a network drops from the end what it cannot take. */
  readonly tags: readonly string[];
  readonly card?: Card;
  readonly media: readonly Media[];
  readonly options: PostOptions;
  /** Options for one network, over `options`. */
  readonly optionsFor?: Readonly<Record<NetworkName, PostOptions>>;
  /** A text of its own for one network, in place of `body`. */
  readonly bodyFor?: Readonly<Record<NetworkName, readonly Block[]>>;
  /** What a reply says that corrects the post, where the campaign has its own words for it. */
  readonly correction?: readonly Block[];
  /** Every figure that the text states, as it was when the post was rendered. */
  readonly figures: readonly Figure[];
}
