/**
 * Why a call to a network did not end with a receipt. The kind decides what happens next:
 *
 * - `rejected`: the network said no, and would say no again. Nothing was published.
 * - `throttled`: too fast. Nothing was published; try again at `retryAt`.
 * - `unavailable`: the call never reached the network, or it said that it is down. Nothing was published; try again.
 * - `unknown`: nobody can say whether the part was published. Never simply call again.
 */
export type DeliveryErrorKind = 'rejected' | 'throttled' | 'unavailable' | 'unknown';

/**
 * - `credentials`: expired or revoked; stops the place once, and nothing is lost when they are renewed.
 * - `duplicate`: the network says that the same text is there already; look for it.
 * - `content`: the network refuses what the part holds.
 * - `gone`: the place, or the part replied to, does not exist any more.
 */
export type DeliveryErrorReason = 'credentials' | 'duplicate' | 'content' | 'gone';

export interface DeliveryErrorDetails {
  readonly kind: DeliveryErrorKind;
  readonly reason?: DeliveryErrorReason;
  /** The earliest time at which the network wants to be asked again. */
  readonly retryAt?: Date;
  readonly cause?: unknown;
}

/** Whatever a server says, a person has to be able to read it. */
const LONGEST_MESSAGE = 1_000;

/** The only error that leaves an adapter. Its message is for admins: plain words, no secret. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly kind: DeliveryErrorKind;
  readonly reason: DeliveryErrorReason | undefined;
  readonly retryAt: Date | undefined;

  constructor(message: string, details: DeliveryErrorDetails) {
    super(shorten(message), { cause: details.cause });
    this.kind = details.kind;
    this.reason = details.reason;
    this.retryAt = details.retryAt;
  }
}

function shorten(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE).toWellFormed()}…` : message;
}
