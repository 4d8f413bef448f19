import type { PlannedAmendment } from './amendment.ts';
import type { Part } from './draft.ts';
import type { Language } from './language.ts';
import type { NetworkName } from './place.ts';
import type { Post } from './post.ts';

/** How many members have let a post go out, of how many that have to. */
export interface ApprovalCount {
  readonly given: number;
  readonly needed: number;
}

/** What one member said of what they were shown. */
export interface ApprovalAnswer {
  /** A numeric Telegram id. */
  readonly admin: string;
  readonly answer: 'approved' | 'rejected';
  readonly at: Date;
  /** For a rejection. */
  readonly reason?: string;
}

/** An occurrence of a post that members have to approve, or a correction of one that is out, as it was shown to them. */
export interface ApprovalRequest {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly occurrence: string;
  /** Over every delivery that waits: its time and its draft. Another hash needs approvals anew. */
  readonly hash: string;
  readonly needed: number;
  /** Where it is due first. */
  readonly dueAt: Date;
  /** After this an approval comes too late everywhere. */
  readonly lateAt: Date;
  /** Who wrote, scheduled, moved or changed it: their own approval does not count. */
  readonly writers: readonly string[];
  /** Those that count, in the order in which they came. */
  readonly answers: readonly ApprovalAnswer[];
  /** Nothing of it waits any more: it went out, was called off or its time is over. */
  readonly over: boolean;
  /** It is out already, and this is what it shall say instead; `dueAt` is when that was asked for. */
  readonly correction?: true;
}

/** The same draft for one or more places, as it is frozen in the ledger. */
export interface FrozenDraft {
  readonly network: NetworkName;
  readonly language: Language;
  readonly places: readonly string[];
  readonly dueAt: Date;
  readonly parts: readonly Part[];
}

/**
 * - `asked`: it is new, or something of it changed
 * - `reminder`: its time comes near and approvals are missing
 * - `due`: its time has come and approvals are missing
 * - `settled`: it is approved or rejected; its writers hear of it
 */
export type ApprovalNews = 'asked' | 'reminder' | 'due' | 'settled';

export interface ApprovalNotice {
  readonly kind: 'approval';
  readonly news: ApprovalNews;
  readonly request: ApprovalRequest;
}

/**
 * - `counted`: it is on record
 * - `own`: who wrote it does not approve it
 * - `answered`: this member has answered already
 * - `over`: what was shown is not what waits now, or nothing waits any more
 */
export type AnswerOutcome = 'counted' | 'own' | 'answered' | 'over';

export interface AnswerRequest {
  readonly post: string;
  readonly occurrence: string;
  /** Of what the member was shown. */
  readonly hash: string;
  readonly admin: string;
  readonly answer: ApprovalAnswer['answer'];
  readonly reason?: string;
  readonly at: Date;
}

/** A delivery that will not be approved any more. */
export interface EndedApproval {
  readonly id: string;
  /** Why it was rejected, which may be empty; absent: its time is over. */
  readonly rejected?: string;
}

/** The ledger's memory of who approved what. Each method is one transaction. */
export interface ApprovalBook {
  /** Noted before what they write is planned or changed: no crash makes a writer an approver. */
  noteWriter(post: string, occurrence: string, admin: string): Promise<void>;
  /** Asks about the occurrence as it is now; the same as before is asked once. */
  ask(post: string, occurrence: string, at: Date): Promise<void>;
  request(post: string, occurrence: string): Promise<ApprovalRequest | undefined>;
  /** By its hash; also what is over. */
  correction(hash: string): Promise<ApprovalRequest | undefined>;
  /** Those that wait for approvals, the next due first. */
  open(): Promise<readonly ApprovalRequest[]>;
  drafts(post: string, occurrence: string): Promise<readonly FrozenDraft[]>;
  answer(request: AnswerRequest): Promise<AnswerOutcome>;
  /** Approvals by anybody else for what is not out yet are void. Gives how many. */
  keepOnly(approvers: readonly string[], at: Date): Promise<number>;
  /** A member wants what takes more than one: gives all who want it and said so since `since`. */
  confirm(subject: string, admin: string, at: Date, since: Date): Promise<readonly string[]>;
  /** It is done, or wanted no more. */
  forget(subject: string): Promise<void>;
  /** What waits of a campaign needs so many from now on. */
  require(campaign: string, needed: number): Promise<void>;
  /** Asks anew about whatever changed since it was asked about, and holds what lacks approvals. */
  renew(at: Date): Promise<void>;
  /** What lacks approvals and may not be sent any more, so late is it; and what was rejected and still waits. */
  ended(at: Date): Promise<readonly EndedApproval[]>;
  untold(at: Date, limit: number): Promise<readonly ApprovalNotice[]>;
  markTold(notice: ApprovalNotice, at: Date): Promise<void>;
}

/** What shall be said instead of what is out: the amendments of an occurrence, approved and carried out as one. */
export interface ProposedCorrection {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly occurrence: string;
  /** Who asks for it does not approve it. */
  readonly admin: string;
  readonly at: Date;
  readonly needed: number;
  /** An approval that comes later does not count. */
  readonly lateAt: Date;
  /** What the occurrence says once it is carried out, in every language. */
  readonly posts: readonly Post[];
  readonly amendments: readonly PlannedAmendment[];
}

/** A correction as it was written down. */
export interface Correction extends Pick<ProposedCorrection, 'post' | 'occurrence' | 'admin' | 'posts'> {
  readonly hash: string;
  readonly deliveries: readonly string[];
}

/** The ledger's memory of corrections that members have to approve. Each method is one transaction. */
export interface CorrectionBook {
  /**
   * Writes it down whole, in place of an earlier one that waits; the same again changes nothing. `busy`: an approved one is
   * not carried out yet.
   */
  propose(correction: ProposedCorrection): Promise<'asked' | 'busy'>;
  /** What is approved and not carried out; those where a step could not be made wait for a person. */
  approved(): Promise<readonly Correction[]>;
  read(hash: string): Promise<Correction | undefined>;
  /** Posts of which a correction waits or is not carried out yet: it needs its files. */
  posts(): Promise<readonly string[]>;
  /** It is carried out. False: not yet whole. */
  finish(hash: string, at: Date): Promise<boolean>;
  /** Corrections asked for by anybody else, of which nothing is carried out, are void. Gives them. */
  keepOnly(askers: readonly string[], at: Date): Promise<readonly Pick<Correction, 'post' | 'occurrence'>[]>;
}

/** Those that approved it, as far as they count. */
export function approvalsOf({ answers, needed }: ApprovalRequest): ApprovalCount {
  return { given: answers.filter(({ answer }) => answer === 'approved').length, needed };
}

export function rejectionOf({ answers }: ApprovalRequest): ApprovalAnswer | undefined {
  return answers.find(({ answer }) => answer === 'rejected');
}

/** In English, for the plan, the terminal and the log. */
export function waitsForApproval({ approvals }: { readonly approvals?: ApprovalCount }): string {
  return `waits for approval (${approvals?.given ?? 0} of ${approvals?.needed ?? 1})`;
}

/** Why a rejected delivery was called off. */
export function rejectedFor(reason: string): string {
  return reason === '' ? 'it was rejected' : `it was rejected: ${reason}`;
}
