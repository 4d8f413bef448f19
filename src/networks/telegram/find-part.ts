import type { Message } from 'telegraf/types';
import type { Part } from '../../domain/draft.ts';
import type { FindContext, Found, Receipt } from '../../domain/network.ts';
import type { BotClient } from './bot-client.ts';
import { chatOf } from './chat-of.ts';
import { messageIdsOf, receiptOf } from './receipt-of.ts';
import { isSameMessage } from './same-message.ts';

export interface FindDependencies {
  readonly client: BotClient;
  readonly now: () => Date;
  readonly logChat: number | string | undefined;
}

/** So many ids in a row that no message has may be the end of the channel, or a gap that deleted messages left. */
const SMALL_GAP = 5;

/** Ids that one call can ask for: where none of them is a message, the channel has ended. */
const LARGE_GAP = 100;

/** Messages looked at before the search is given up: each is a message in the log chat, which has its limits too. */
const MOST_CANDIDATES = 15;

/** How far the two clocks may be apart, in milliseconds. */
const CLOCK_SLACK = 2 * 60 * 60 * 1000;

/**
 * A bot cannot read a channel, but it can forward a message whose id it guesses: the ids after the last known one go to the
 * log chat, are compared there, and the copies are deleted.
 */
export async function findPart(
  dependencies: FindDependencies,
  part: Part,
  context: FindContext,
): Promise<Found> {
  const { logChat } = dependencies;
  if (logChat === undefined) {
    const why = 'Telegram shows a bot none of its own posts, and TELEGRAM_LOG_CHAT is not set.';
    return { outcome: 'cannot tell', why };
  }
  const start = lastKnownId(context) + 1;
  const search = await searchFrom(start, dependencies, logChat, part, context);
  if (search.receipt !== undefined) return { outcome: 'found', receipt: search.receipt };
  const why = await doubt(search, start, dependencies.client, context);
  return why === undefined ? { outcome: 'nothing' } : { outcome: 'cannot tell', why };
}

interface Search {
  readonly receipt?: Receipt;
  /** Messages that were there. */
  readonly seen: number;
  /** One of them could not be forwarded. */
  readonly hidden: boolean;
}

async function searchFrom(
  start: number,
  dependencies: FindDependencies,
  logChat: number | string,
  part: Part,
  context: FindContext,
): Promise<Search> {
  let missing = 0;
  let gap = SMALL_GAP;
  let seen = 0;
  let hidden = false;
  for (let id = start; seen < MOST_CANDIDATES; id += 1) {
    const candidate = await look(dependencies, logChat, id, context);
    if (candidate === 'missing') {
      missing += 1;
      if (missing < gap) continue;
      if (await hasEnded(dependencies.client, logChat, id + 1, context)) break;
      gap *= 2;
      continue;
    }
    missing = 0;
    gap = SMALL_GAP;
    seen += 1;
    if (candidate === 'hidden') hidden = true;
    else if (isTheOne(candidate, part, context)) {
      return { receipt: await receiptFor(dependencies, id, part, context, candidate), seen, hidden };
    }
  }
  return { seen, hidden };
}

/** Why the part may be there although it was not found; undefined where it certainly is not. */
async function doubt(
  { seen, hidden }: Search,
  start: number,
  client: BotClient,
  context: FindContext,
): Promise<string | undefined> {
  const chat = chatOf(context.place);
  if (seen === MOST_CANDIDATES)
    return `More than ${MOST_CANDIDATES} messages stand in ${chat} after number ${start - 1}.`;
  if (start === 1) return `No post in ${chat} is known, so nobody knows where its newest ones are.`;
  if (hidden && (await isProtected(client, context)))
    return `The posts of ${chat} are protected from forwarding.`;
  return undefined;
}

/** Where the search begins: 0 in a channel of which nothing is known. */
function lastKnownId({ lastKnown, replyTo, root }: FindContext): number {
  const receipts = [lastKnown, replyTo, root].filter(receipt => receipt !== undefined);
  return Math.max(0, ...receipts.flatMap(messageIdsOf));
}

type Candidate = Message | 'missing' | 'hidden';

async function look(
  { client }: FindDependencies,
  logChat: number | string,
  id: number,
  { place, signal }: FindContext,
): Promise<Candidate> {
  const chat = chatOf(place);
  const payload = { chat_id: logChat, from_chat_id: chat, message_id: id, disable_notification: true };
  const answer = await client.attempt('forwardMessage', payload, { signal, effect: 'only asks', chat });
  if ('result' in answer) {
    await clearAway(client, logChat, answer.result.message_id, signal);
    return answer.result;
  }
  if (answer.refusal.missing === true) return 'missing';
  if (answer.refusal.unforwardable === true) return 'hidden';
  throw answer.error;
}

async function hasEnded(
  client: BotClient,
  logChat: number | string,
  from: number,
  { place, signal }: FindContext,
): Promise<boolean> {
  const chat = chatOf(place);
  const ids = Array.from({ length: LARGE_GAP }, (_, index) => from + index);
  const payload = { chat_id: logChat, from_chat_id: chat, message_ids: ids, disable_notification: true };
  const answer = await client.attempt('forwardMessages', payload, { signal, effect: 'only asks', chat });
  if ('result' in answer) {
    for (const copy of answer.result) await clearAway(client, logChat, copy.message_id, signal);
    return answer.result.length === 0;
  }
  if (answer.refusal.missing === true) return true;
  throw answer.error;
}

/** A copy that stays in the log chat harms nobody: the search goes on. */
async function clearAway(
  client: BotClient,
  logChat: number | string,
  id: number,
  signal: AbortSignal,
): Promise<void> {
  const payload = { chat_id: logChat, message_id: id };
  await client.settle('deleteMessage', payload, { signal, effect: 'only asks' }).catch(() => {});
}

function isTheOne(candidate: Message, part: Part, context: FindContext): boolean {
  const origin = 'forward_origin' in candidate ? candidate.forward_origin : undefined;
  // telegraf's types forget the date of every origin but an unnamed one.
  const date = origin !== undefined && 'date' in origin ? Number(origin.date) : undefined;
  const isOlder = date !== undefined && date * 1000 < context.since.getTime() - CLOCK_SLACK;
  return !isOlder && isSameMessage(candidate, part, context.uploads);
}

/** The forwarded copy does not know its old chat's public name, so the receipt asks for it. */
async function receiptFor(
  { client, now }: FindDependencies,
  id: number,
  part: Part,
  { place, signal }: FindContext,
  candidate: Message,
): Promise<Receipt> {
  const chat = await client.call('getChat', { chat_id: chatOf(place) }, { signal, effect: 'only asks' });
  const messages = Array.from({ length: Math.max(1, part.media.length) }, (_, index) => ({
    ...candidate,
    chat,
    message_id: id + index,
  }));
  const mediaIds = part.media.map(media => media.id);
  return receiptOf(messages as readonly Message[], mediaIds, now());
}

async function isProtected(client: BotClient, { place, signal }: FindContext): Promise<boolean> {
  const chat = await client.call('getChat', { chat_id: chatOf(place) }, { signal, effect: 'only asks' });
  return 'has_protected_content' in chat && chat.has_protected_content === true;
}
