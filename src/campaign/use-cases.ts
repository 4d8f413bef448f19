import type { Cost } from '../domain/cost.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Preview } from '../domain/draft.ts';
import type { Language } from '../domain/language.ts';
import type { NetworkName } from '../domain/place.ts';
import type { Conflict } from '../planning/find-conflicts.ts';
import type { UnderstoodTime } from '../planning/read-free-time.ts';
import type { AmendUseCases } from './amend/amend-use-cases.ts';
import type { CorrectionUseCases } from './amend/carry-out-correction.ts';
import type { ApprovalUseCases } from './approvals/approval-use-cases.ts';
import type { CancelRequest } from './cancel-deliveries.ts';
import type { FigureUseCases } from './figures/figure-use-cases.ts';
import type { PublishStaleRequest } from './figures/publish-stale.ts';
import type { HaltUseCases } from './halt/halt-use-cases.ts';
import type { PlanRequest } from './look-at-plan.ts';
import type { MoveUseCases } from './move-post.ts';
import type { QuestionUseCases } from './questions/question-use-cases.ts';
import type { TimeFault } from './read-time.ts';
import type { SeeingUseCases } from './seeing/seeing-use-cases.ts';
import type { PlanRow } from './show-plan.ts';
import type { WritingUseCases } from './writing/writing-use-cases.ts';

/** Everything that the chat, the pages and the command line may ask for. Bad input fails with `InputError`. */
export interface UseCases {
  campaigns(): readonly CampaignSummary[];
  /** Renders without sending. `post` is `<campaign>/<post>`. */
  preview(request: PreviewRequest): Promise<readonly Preview[]>;
  /** Plans one post in every place it goes to. Refused whole if any place refuses it. */
  schedule(request: ScheduleRequest): Promise<Scheduled>;
  /** When a post would go out by a person's words, and what it would stand too close to: shown back before it is scheduled. */
  understandTime(request: TimeRequest): Promise<UnderstoodRequest | TimeFault>;
  /** What goes out when and where in the next twelve months or another time, with its state, its cost and what is missing. */
  plan(request?: PlanRequest): Promise<readonly PlanRow[]>;
  /** What `cancel` would call off. Changes nothing. */
  findToCancel(subject: string): Promise<readonly Delivery[]>;
  /** Calls off what has not begun. */
  cancel(request: CancelRequest): Promise<readonly Delivery[]>;
  readonly moves: MoveUseCases;
  readonly amend: AmendUseCases;
  readonly corrections: CorrectionUseCases;
  readonly approvals: ApprovalUseCases;
  readonly questions: QuestionUseCases;
  /** Lets a post that waits for fresh figures out with those that it has. */
  publishStale(request: PublishStaleRequest): Promise<void>;
  readonly figures: FigureUseCases;
  readonly halt: HaltUseCases;
  readonly seeing: SeeingUseCases;
  readonly writing: WritingUseCases;
}

export interface CampaignSummary {
  readonly id: string;
  readonly titles: Readonly<Record<Language, string>>;
  readonly timeZone: string;
  readonly languages: readonly Language[];
  readonly posts: readonly PostSummary[];
  /** What each figure counts, by its id. */
  readonly figures: Readonly<Record<string, Readonly<Record<Language, string>>>>;
}

export interface PostSummary {
  /** `<campaign>/<post>`. */
  readonly id: string;
  readonly titles: Readonly<Record<Language, string>>;
  /** It was written in the chat, and is no template. */
  readonly inChat?: true;
}

export interface PreviewRequest {
  readonly post: string;
  readonly language?: Language;
  readonly network?: NetworkName;
}

export interface ScheduleRequest {
  readonly post: string;
  readonly at: Date;
  /** By id of the place, where each has a time of its own; a place that is not there is left out. */
  readonly times?: ReadonlyMap<string, Date>;
  /** A numeric Telegram id, or `system`. */
  readonly admin: string;
  /** Which time of the post this is; the second of `at` unless told. */
  readonly occurrence?: string;
}

export interface TimeRequest {
  /** `<campaign>/<post>`. */
  readonly post: string;
  /** As a person wrote it: exactly (`2027-05-21 09:00`) or in free words, English or Russian. */
  readonly when: string;
  /** In which it is meant where the words name none; the campaign's unless told. */
  readonly timeZone?: string;
  /** When the person wrote it; now unless told. */
  readonly asked?: Date;
}

/** To be shown back, and confirmed, before anything is planned. */
export interface UnderstoodRequest extends UnderstoodTime {
  /** What goes out in the same places too near to it, by the campaign's `minGap`. */
  readonly conflicts: readonly Conflict[];
}

export interface Scheduled {
  readonly occurrence: string;
  readonly deliveries: readonly Delivery[];
  /** What the networks will take for it, one sum for each currency. */
  readonly costs?: readonly Cost[];
}
