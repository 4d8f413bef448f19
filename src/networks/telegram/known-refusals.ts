import type { DeliveryErrorReason } from '../../domain/delivery-error.ts';

/** What a refusal means for the call that got it. */
export interface KnownRefusal {
  readonly reason: DeliveryErrorReason;
  /** What was to be done is done already. */
  readonly done?: true;
  /** The message named in the call does not exist. */
  readonly missing?: true;
  /** The message exists and may not be forwarded: a service message, or a chat whose content is protected. */
  readonly unforwardable?: true;
}

/**
 * The Bot API answers all of these with code 400 and no parameters: the description is the only thing that tells them apart.
 * Compared whole, so that a new wording is "content" and never mistaken for another.
 */
const REFUSALS: ReadonlyMap<string, KnownRefusal> = new Map<string, KnownRefusal>([
  ['chat not found', { reason: 'gone' }],
  ['message to be replied not found', { reason: 'gone' }],
  ['message to reply not found', { reason: 'gone' }],
  ['message thread not found', { reason: 'gone' }],
  ['message to edit not found', { reason: 'gone', missing: true }],
  ['message to pin not found', { reason: 'gone', missing: true }],
  ['message to delete not found', { reason: 'gone', missing: true, done: true }],
  ['message to forward not found', { reason: 'gone', missing: true }],
  ['there are no messages to forward', { reason: 'gone', missing: true }],
  ["message can't be forwarded", { reason: 'content', unforwardable: true }],
  ['not enough rights to send text messages to the chat', { reason: 'credentials' }],
  ['not enough rights to send photos to the chat', { reason: 'credentials' }],
  ['not enough rights to send videos to the chat', { reason: 'credentials' }],
  ['not enough rights to manage pinned messages in the chat', { reason: 'credentials' }],
  ['need administrator rights in the channel chat', { reason: 'credentials' }],
  ['CHAT_ADMIN_REQUIRED', { reason: 'credentials' }],
  ['CHAT_WRITE_FORBIDDEN', { reason: 'credentials' }],
  [
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    { reason: 'duplicate', done: true },
  ],
]);

/** `description`: absent where what answered was no Bot API server. */
export function knownRefusal(description: string | undefined): KnownRefusal | undefined {
  return REFUSALS.get((description ?? '').replace(/^Bad Request: /, ''));
}
