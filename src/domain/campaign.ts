import type { Figure } from './figure.ts';
import type { FigureCard } from './figure-card.ts';
import type { FigureFetch } from './figure-fetch.ts';
import type { Language } from './language.ts';
import type { NetworkName } from './place.ts';
import type { Block, PostOptions } from './post.ts';

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
  /** What a correction says where the text that is out cannot be changed. */
  readonly correction?: TextFile;
  /** Written in the chat: stands in place of `text` as it is, and nothing in it is evaluated. */
  readonly written?: readonly Block[];
}

export interface MediaDefinition {
  /** Relative to the campaign's folder. */
  readonly file: string;
  /** `image/jpeg` and so on, told by the file's name. */
  readonly type: string;
  readonly alt: Readonly<Record<Language, string>>;
}

/** A file that came through the chat: its bytes are on the picture shelf, without metadata. */
export interface WrittenMedia extends MediaDefinition {
  /** SHA-256 of the bytes in hexadecimal. */
  readonly shelved: string;
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
  readonly media: readonly (MediaDefinition | WrittenMedia)[];
  /** Drawn from the figures that are frozen in the post; they follow its other pictures. */
  readonly figureCards?: readonly FigureCard[];
  readonly options: Omit<PostOptions, 'contentWarning'>;
  /** For one network, over `options`. */
  readonly optionsFor?: Readonly<Record<NetworkName, Omit<PostOptions, 'contentWarning'>>>;
  readonly contentWarnings?: Readonly<Record<Language, string>>;
  /** The networks that it goes to; absent: all. */
  readonly networks?: readonly NetworkName[];
  /** Ids of places that it does not go to. */
  readonly placesOff?: readonly string[];
  /** It was written in the chat and stands in no file. */
  readonly inChat?: true;
  /** May state figures that are stale, since it says their date. */
  readonly evergreen: boolean;
  readonly lateByMs: number;
  readonly giveUpAfterMs: number;
}

/** Another time, or the same time by another clock, for the places that fit; absent conditions fit everywhere. */
export interface Elsewhere {
  readonly networks?: readonly NetworkName[];
  readonly languages?: readonly Language[];
  /** Ids of places. */
  readonly places?: readonly string[];
  readonly offsetDays?: number;
  /** `HH:MM`. */
  readonly time?: string;
  /** IANA name. */
  readonly timeZone?: string;
}

/** A post of an occasion: so many days before (negative) or after the day, at a wall-clock time of the occasion's zone. */
export interface OccasionPost {
  readonly post: string;
  readonly offsetDays: number;
  /** `HH:MM`; absent only where the occasion itself has a time (a cron line, a change): then it is that time. */
  readonly time?: string;
  /** The first that fits a place counts; what it does not say is as above. */
  readonly elsewhere?: readonly Elsewhere[];
}

/** Which days an occasion has. Months are 1–12, weekdays 1 (Monday) to 7, dates `YYYY-MM-DD`. */
export type OccasionRule =
  /** Every year; 29 February in leap years only. */
  | { readonly kind: 'yearly'; readonly month: number; readonly day: number }
  | { readonly kind: 'once'; readonly date: string }
  /** `nth` is 1–5, or -1 for the last; without a month: of every month. A month without a fifth one has none. */
  | { readonly kind: 'weekday'; readonly weekday: number; readonly nth: number; readonly month?: number }
  /** A month without that day has none. */
  | { readonly kind: 'monthly'; readonly day: number | 'last' }
  /** Five fields: minute, hour, day of the month, month, weekday; by the wall clock. */
  | { readonly kind: 'cron'; readonly line: string }
  /** Whenever one of these figures gets another value. */
  | { readonly kind: 'change'; readonly figures: readonly string[] };

/** A day of the campaign's calendar that comes again, or comes once. */
export interface Occasion {
  readonly id: string;
  readonly titles: Readonly<Record<Language, string>>;
  readonly rule: OccasionRule;
  /** IANA name; absent: the campaign's. */
  readonly timeZone?: string;
  /** The first and the last year that have it. */
  readonly fromYear?: number;
  readonly untilYear?: number;
  /** Days that it has by its rule and shall not have. */
  readonly skip?: readonly string[];
  /** Days that it has beside those of its rule. */
  readonly also?: readonly string[];
  readonly elsewhere?: readonly Pick<Elsewhere, 'networks' | 'languages' | 'places' | 'timeZone'>[];
  /** A post stands in an occasion once. */
  readonly posts: readonly OccasionPost[];
}

/** The campaign's figures in one line, as a post of its own. */
export interface Ticker {
  /** Name of the post. */
  readonly post: string;
  /** It waits so long after a change, so that several changes make one post. */
  readonly afterMs: number;
}

/** A folder of `templates/`, read and validated. */
export interface Campaign {
  readonly id: string;
  readonly titles: Readonly<Record<Language, string>>;
  /** Who runs it, by the name under which figure cards go out. */
  readonly publisher?: Readonly<Record<Language, string>>;
  /** IANA name. */
  readonly timeZone: string;
  /** A post that lacks a text in one of them is refused whole. */
  readonly languages: readonly Language[];
  readonly hashtags: readonly Hashtag[];
  readonly links: readonly LinkDefinition[];
  /** As the campaign's file has them; what was said later is in the figure book. */
  readonly figures: readonly Figure[];
  /** Where figures are fetched from; absent: nowhere. */
  readonly fetches?: readonly FigureFetch[];
  /** Hosts (`host` or `host:port`) that may be fetched from although their address is not public. */
  readonly allowHosts?: readonly string[];
  /** The post that goes out by itself when a figure changed, at most once a day. */
  readonly ticker?: Ticker;
  readonly occasions: readonly Occasion[];
  readonly posts: readonly PostDefinition[];
  /** More than so many deliveries due within an hour are held and an admin is asked. */
  readonly maxPerHour: number;
  /** So many members other than who wrote or scheduled it have to approve each post; absent: none. */
  readonly approvals?: number;
  /** Posts that are nearer to each other in one place are pointed out. */
  readonly minGapMs?: number;
  /** What holds for a post that is in no file. */
  readonly usual?: Pick<PostDefinition, 'lateByMs' | 'giveUpAfterMs'>;
}
