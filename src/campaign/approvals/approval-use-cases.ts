import type { AmendmentKind } from '../../domain/amendment.ts';
import type { ApprovalRequest } from '../../domain/approval.ts';
import type { Cost } from '../../domain/cost.ts';
import type { PreviewPart } from '../../domain/draft.ts';
import type { Figure } from '../../domain/figure.ts';
import type { Language } from '../../domain/language.ts';
import type { NetworkName } from '../../domain/place.ts';

/** Two pairs of eyes on a post. Bad input fails with `InputError`. */
export interface ApprovalUseCases {
  /** What waits for approvals, the next due first. */
  open(): Promise<readonly ApprovalRequest[]>;
  /** What a member has to see before they answer: nothing is rendered anew, it is what is frozen. */
  show(key: string): Promise<ApprovalView>;
  viewOf(request: ApprovalRequest): Promise<ApprovalView>;
  /** One member's answer to what they were shown, once. */
  approve(request: { readonly key: string; readonly admin: string }): Promise<Answered>;
  /** The post is called off; of a correction nothing is said. */
  reject(request: {
    readonly key: string;
    readonly admin: string;
    readonly reason: string;
  }): Promise<Answered>;
  /** Only these members may approve from now on; what others approved counts no more where it is not out yet. */
  keepOnly(approvers: readonly string[]): Promise<void>;
  /** Only what these members ask to be corrected may be from now on; a correction by anybody else is void. */
  keepAskers(askers: readonly string[]): Promise<void>;
}

export interface Answered {
  /** With the answer. */
  readonly request: ApprovalRequest;
  /** Nothing more is needed. */
  readonly complete: boolean;
}

export interface ApprovalView {
  readonly request: ApprovalRequest;
  readonly drafts: readonly FrozenPreview[];
  /** Every figure that the post states, each once. */
  readonly figures: readonly Figure[];
}

/** A draft as its network will show it. */
export interface FrozenPreview {
  readonly network: NetworkName;
  readonly language: Language;
  readonly places: readonly string[];
  readonly dueAt: Date;
  /** What is there now, where this corrects it. */
  readonly correction?: FrozenCorrection;
  readonly parts: readonly PreviewPart[];
  readonly cost?: Cost;
  /** A file of it cannot be made ready. */
  readonly fault?: string;
}

export interface FrozenCorrection {
  readonly kind: Exclude<AmendmentKind, 'withdraw'>;
  /** The parts that are changed or answered to, as followers see them. */
  readonly before: readonly string[];
}

const KEY_LENGTH = 20;

/** Names what was shown in the 64 bytes that a button has; another draft has another key. */
export function keyOf({ hash }: Pick<ApprovalRequest, 'hash'>): string {
  return hash.slice(0, KEY_LENGTH);
}
