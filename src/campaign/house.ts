import type { Amend, AmendmentBook } from '../domain/amendment.ts';
import type { ApprovalBook, CorrectionBook } from '../domain/approval.ts';
import type { CalendarBook } from '../domain/calendar-book.ts';
import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import type { DeliveryDesk } from '../domain/delivery-desk.ts';
import type { FigureBook } from '../domain/figure-book.ts';
import type { FetchFigure } from '../domain/figure-fetch.ts';
import type { Language } from '../domain/language.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Media, MediaUse, PreparedMedia } from '../domain/media.ts';
import type { Network } from '../domain/network.ts';
import type { Overview } from '../domain/overview.ts';
import type { NetworkName, Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';
import type { Words } from '../domain/words.ts';
import type { ShelvedFile, WritingBook } from '../domain/writing-book.ts';
import type { FigureChange } from '../planning/list-change-days.ts';
import type { PreviewSheet } from '../rendering/previews/preview-sheet.ts';
import type { WrittenPosts } from './writing/written-posts.ts';

/** What composing needs: no effect, no database. */
export interface Studio {
  /** Their figures as the files have them; `campaignsInForce` knows what was said since. */
  readonly campaigns: readonly Campaign[];
  readonly networks: ReadonlyMap<NetworkName, Network>;
  readonly places: readonly Place[];
  /** Reads a file of a post and fits it to a network. Fails with `InputError` where it cannot be made ready. */
  readonly prepareMedia: (media: Media, network: NetworkName, use?: MediaUse) => Promise<PreparedMedia>;
  /** Renders one post in one language with the figures as they are now. */
  render(campaign: Campaign, post: PostDefinition, language: Language): Post;
}

/** What the use cases are made of. */
export interface House extends Studio {
  /** What was said of the figures since. */
  readonly book: FigureBook;
  readonly fetchFigure: FetchFigure;
  /** Posts with stale figures wait for an admin; not in a rehearsal, where nothing is real. */
  readonly holdsStale: boolean;
  readonly ledger: Ledger;
  /** Who approved what. Absent in a rehearsal, where nothing has to be approved. */
  readonly approvals?: ApprovalBook;
  readonly desk: Pick<
    DeliveryDesk,
    'arm' | 'cancel' | 'settle' | 'reschedule' | 'hold' | 'lift' | 'withdrawn'
  >;
  readonly overview: Overview;
  /** The campaigns as their files are at this moment; absent where the files cannot have changed. */
  readonly reread?: () => Promise<Pick<House, 'campaigns' | 'render' | 'words'>>;
  /** Corrections and withdrawals of what is out. */
  readonly amendments: AmendmentBook;
  readonly amend: Amend;
  /** Corrections that members have to approve first. Absent where nothing has to be approved. */
  readonly corrections?: CorrectionBook;
  /** The phrases of each language. */
  readonly words: readonly Words[];
  /** Names and accounts for people; a network whose credentials were refused has a fault. */
  readonly accounts: () => readonly NetworkAccount[];
  /** What is being written in the chat. */
  readonly writing: WritingBook;
  /** What was. */
  readonly written: WrittenPosts;
  /** Takes everything from a file that is not the picture itself. Fails with `InputError` where it is none. */
  readonly cleanFile: (bytes: Uint8Array, name: string) => Promise<ShelvedFile>;
  /** A PNG. */
  readonly drawPreview: (sheet: PreviewSheet) => Promise<Uint8Array>;
  readonly now: () => Date;
  /** When this bot was first started: what the calendar had before was never its business. */
  readonly since: Date;
  /** What the calendar has planned. */
  readonly calendar: CalendarBook;
  /** Changes of figures since a time, for occasions that wait for them; the same at every call. */
  readonly changes?: (since: Date) => Promise<readonly FigureChange[]>;
}

export interface NetworkAccount {
  readonly name: NetworkName;
  readonly title: string;
  readonly account?: string;
  readonly fault?: string;
}
