import type { Opts } from 'telegraf/types';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { PublishContext, Receipt } from '../../domain/network.ts';
import type { BotClient } from './bot-client.ts';
import { chatOf } from './chat-of.ts';
import { type MediaSource, mediaSources } from './media-source.ts';
import { captionOf, inputMedia, textOf } from './publish-part.ts';
import { mediaIdsOf, messageIdsOf } from './receipt-of.ts';
import { withFile } from './with-file.ts';

/** Changes what a published part says, and its pictures one by one; their number cannot change. */
export async function editPart(
  client: BotClient,
  receipt: Receipt,
  part: Part,
  context: PublishContext,
): Promise<Receipt> {
  const before = mediaIdsOf(receipt);
  const after = part.media.map(media => media.id);
  if (before.length !== after.length) {
    const message = `Telegram cannot change the number of a message's pictures (${before.length} to ${after.length}): withdraw the post and publish it again.`;
    throw new DeliveryError(message, { kind: 'rejected', reason: 'content' });
  }
  if (after.length === 0) await editText(client, receipt, part, context);
  else await editMedia(client, receipt, part, context, changes(before, after));
  return after.length === 0 ? receipt : { ...receipt, ref: { ...receipt.ref, mediaIds: after } };
}

function changes(before: readonly string[], after: readonly string[]): readonly number[] {
  return after.flatMap((id, index) => (before[index] === id ? [] : [index]));
}

async function editText(client: BotClient, receipt: Receipt, part: Part, context: PublishContext) {
  const payload = { ...target(receipt, context), ...textOf(part) };
  await edit(client, 'editMessageText', payload, context);
}

async function editMedia(
  client: BotClient,
  receipt: Receipt,
  part: Part,
  context: PublishContext,
  changed: readonly number[],
) {
  const sources = changed.length === 0 ? [] : await mediaSources(part, context);
  for (const index of changed) {
    const source = sources[index];
    if (source !== undefined) await editOne(client, receipt, part, context, source, index);
  }
  if (changed.includes(0)) return;
  const payload = { ...target(receipt, context), caption: '', ...captionOf(part) };
  await edit(client, 'editMessageCaption', payload, context);
}

async function editOne(
  client: BotClient,
  receipt: Receipt,
  part: Part,
  context: PublishContext,
  source: MediaSource,
  index: number,
) {
  const media = { ...inputMedia(source, part), ...(index === 0 ? captionOf(part) : {}) };
  const payload = { ...target(receipt, context, index), media: media as Opts<'editMessageMedia'>['media'] };
  await edit(client, 'editMessageMedia', withFile(payload), context);
}

function target(receipt: Receipt, { place }: PublishContext, index = 0) {
  return { chat_id: chatOf(place), message_id: messageIdsOf(receipt)[index] ?? Number(receipt.id) };
}

type Editing = 'editMessageText' | 'editMessageCaption' | 'editMessageMedia';

/** A message that says so already is as it should be. */
async function edit<M extends Editing>(
  client: BotClient,
  method: M,
  payload: Opts<M>,
  context: PublishContext,
) {
  const call = { signal: context.signal, effect: 'changes', chat: chatOf(context.place) } as const;
  await client.settle(method, payload, call);
}
