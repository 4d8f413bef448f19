import type { Cost } from '../../domain/cost.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Language } from '../../domain/language.ts';
import type { Manuscript, WritingStep } from '../../domain/manuscript.ts';
import type { NetworkName } from '../../domain/place.ts';
import type { Block } from '../../domain/post.ts';
import type { PreviewSheet } from '../../rendering/previews/preview-sheet.ts';
import type { MessageEntity } from '../../rendering/read-message.ts';
import type { AmendReport } from '../amend/amend-report.ts';
import type { WrittenPreview } from './preview-manuscript.ts';

/** A text as it came from the chat. */
export interface WrittenText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** A file as it came from the chat, with its metadata. */
export interface SentFile {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Files with the same one came together. */
  readonly album?: string;
}

/** One thing that a member says or presses while writing. */
export type ManuscriptChange =
  | { readonly do: 'go'; readonly to: 'next' | 'back' | WritingStep }
  | { readonly do: 'campaign'; readonly campaign: string }
  /** Absent: from scratch. */
  | { readonly do: 'template'; readonly template?: string }
  /** In the language that is asked for. */
  | ({ readonly do: 'text' } & WrittenText)
  /** Of the picture and in the language that is asked for. */
  | { readonly do: 'alt'; readonly text: string }
  | ({ readonly do: 'file' } & SentFile)
  /** The last one. */
  | { readonly do: 'take out' }
  /** On or off. */
  | { readonly do: 'place'; readonly place: string }
  | { readonly do: 'tag'; readonly tag: string }
  /** Absent: at once. */
  | { readonly do: 'time'; readonly at?: Date };

/** A manuscript with everything that the member is asked about. */
export interface ManuscriptView {
  readonly manuscript: Manuscript;
  readonly campaigns: readonly Named[];
  /** The posts of the campaign from which it may start. */
  readonly templates: readonly Named[];
  /** Of the campaign; UTC before there is one. */
  readonly timeZone: string;
  readonly languages: readonly Language[];
  /** What the text that is asked for says by now, by the member or by the template. */
  readonly text?: readonly Block[];
  readonly places: readonly PlaceChoice[];
  /** The campaign's, most important first. */
  readonly tags: readonly { readonly tag: string; readonly on: boolean }[];
  /** Every text is there, so it can be looked at. */
  readonly whole: boolean;
  readonly canGoBack: boolean;
}

export interface Named {
  readonly id: string;
  readonly titles: Readonly<Record<Language, string>>;
}

export interface PlaceChoice {
  readonly id: string;
  readonly network: NetworkName;
  /** The network's name for people. */
  readonly title: string;
  readonly language: Language;
  /** Whether there is another place of the network in this language. */
  readonly ambiguous: boolean;
  readonly on: boolean;
}

/** What became of a manuscript. */
export interface PlannedManuscript {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly occurrence: string;
  readonly at: Date;
  readonly deliveries: readonly Delivery[];
  /** What the networks will take for it, one sum for each currency. */
  readonly costs?: readonly Cost[];
}

/** Writing a post in the chat, step by step. `member` is a numeric Telegram id; nobody sees another's manuscript. */
export interface WritingUseCases {
  current(member: string): Promise<ManuscriptView | undefined>;
  /** Throws away what the member was writing before. */
  begin(member: string): Promise<ManuscriptView>;
  /** Of the manuscript with this id; fails with `InputError` where that is not the member's any more, or the change cannot be. */
  change(member: string, id: string, change: ManuscriptChange): Promise<ManuscriptView>;
  preview(member: string, id: string): Promise<WrittenPreview>;
  /** Plans it like any other post, and forgets the manuscript. */
  plan(member: string, id: string): Promise<PlannedManuscript>;
  /** Throws away what a member was writing, with its pictures; also when the member is removed. */
  discard(member: string): Promise<void>;
  /** Opens a written post again, to be changed with `amend`. */
  reopen(member: string, post: string): Promise<ManuscriptView>;
  /** What the post says becomes what the manuscript says, wherever it waits or is out. */
  amend(member: string, id: string, signal: AbortSignal): Promise<AmendReport>;
  /** Other texts for a written post, without a conversation; languages that are not named stay as they are. */
  editWritten(request: EditWrittenRequest, signal: AbortSignal): Promise<AmendReport>;
  /** A PNG of what it will look like. */
  draw(sheet: PreviewSheet): Promise<Uint8Array>;
  /** Deletes pictures that have gone out, and manuscripts that were forgotten. */
  sweep(): Promise<void>;
}

export interface EditWrittenRequest {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly texts: Readonly<Record<Language, WrittenText>>;
  /** A numeric Telegram id. */
  readonly admin: string;
}
