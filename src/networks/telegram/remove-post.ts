import type { Receipt } from '../../domain/network.ts';
import type { Place } from '../../domain/place.ts';
import type { BotClient } from './bot-client.ts';
import { chatOf } from './chat-of.ts';
import { messageIdsOf } from './receipt-of.ts';

/** Deletes every message of a part; one that is gone already is as it should be. */
export async function removePost(
  client: BotClient,
  receipt: Receipt,
  { place, signal }: { place: Place; signal: AbortSignal },
): Promise<void> {
  const chat = chatOf(place);
  for (const messageId of messageIdsOf(receipt)) {
    const payload = { chat_id: chat, message_id: messageId };
    await client.settle('deleteMessage', payload, { signal, effect: 'changes', chat });
  }
}
