/** What a call is for: decides what an answer that never came means. */
export interface CallContext {
  readonly signal: AbortSignal;
  /** Whether followers may see something else after it. */
  readonly effect: 'changes' | 'only asks';
  /** The chat it is about, for messages to admins. */
  readonly chat?: number | string;
  /** Bytes that travel with it: they take their time. */
  readonly bytes?: number;
}
