import type { Figure } from './figure.ts';
import type { Language } from './language.ts';
import type { NetworkName } from './place.ts';
import type { PostOptions } from './post.ts';

/** A hashtag of the campaign, without `#`. The list in `campaign.yaml` is in order of priority. */
export interface Hashtag {
  readonly tag: string;
}

/** A link of the campaign, by which texts and cards name it. */
export interface LinkDefinition {
  readonly id: string;
  readonly url: Readonly<Record<Language, string>>;
  readonly title: Readonly<Record<Language, string>>;
  readonly description: Readonly<Record<Language, string>>;
  /** The picture of the card. */
  readonly thumbnail?: MediaDefinition;
}

/** A Liquid text as it stands in the campaign's folder. */
export interface TextFile {
  /** Relative to the templates' folder: `may-21/morning.ru.liquid`. */
  readonly file: string;
  readonly source: string;
}

export interface PostTexts {
  readonly text: TextFile;
  readonly byNetwork: Readonly<Record<NetworkName, TextFile>>;
}

export interface MediaDefinition {
  /** Relative to the campaign's folder. */
  readonly file: string;
  /** `image/jpeg` and so on, told by the file's name. */
  readonly type: string;
  readonly alt: Readonly<Record<Language, string>>;
}

/** One post as the campaign defines it; rendering makes a `Post` of it for each language. */
export interface PostDefinition {
  /** The part after the slash of `may-21/morning`. */
  readonly name: string;
  readonly titles: Readonly<Record<Language, string>>;
  /** The campaign's languages, or those that the post names itself. */
  readonly languages: readonly Language[];
  /** One entry for each of `languages`. */
  readonly texts: Readonly<Record<Language, PostTexts>>;
  /** Hashtags of its own in order of priority; absent: the campaign's. */
  readonly hashtags?: readonly Hashtag[];
  /** Id of the link shown as a card. */
  readonly card?: string;
  readonly media: readonly MediaDefinition[];
  readonly options: Omit<PostOptions, 'contentWarning'>;
  readonly contentWarnings?: Readonly<Record<Language, string>>;
  /** The networks that it goes to; absent: all. */
  readonly networks?: readonly NetworkName[];
  /** May state figures that are stale, since it says their date. */
  readonly evergreen: boolean;
  readonly lateByMs: number;
  readonly giveUpAfterMs: number;
}

/** A post of an occasion: so many days before (negative) or after the day, at a wall-clock time of the campaign's zone. */
export interface OccasionPost {
  readonly post: string;
  readonly offsetDays: number;
  /** `HH:MM`. */
  readonly time: string;
}

/** A day of the campaign's calendar, every year. */
export interface Occasion {
  readonly id: string;
  readonly titles: Readonly<Record<Language, string>>;
  /** `MM-DD`. */
  readonly every: string;
  readonly posts: readonly OccasionPost[];
}

/** A folder of `templates/`, read and validated. */
export interface Campaign {
  readonly id: string;
  readonly titles: Readonly<Record<Language, string>>;
  /** IANA name. */
  readonly timeZone: string;
  /** A post that lacks a text in one of them is refused whole. */
  readonly languages: readonly Language[];
  readonly hashtags: readonly Hashtag[];
  readonly links: readonly LinkDefinition[];
  readonly figures: readonly Figure[];
  readonly occasions: readonly Occasion[];
  readonly posts: readonly PostDefinition[];
  /** More than so many deliveries due within an hour are held and an admin is asked. */
  readonly maxPerHour: number;
}
