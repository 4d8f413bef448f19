import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Account } from '../../domain/network.ts';
import type { BotClient } from './bot-client.ts';

/** Whose token it is, and whether that bot may post in each of the channels. */
export async function verifyAccount(
  client: BotClient,
  channels: readonly string[],
  signal: AbortSignal,
): Promise<Account> {
  const bot = await client.call('getMe', {}, { signal, effect: 'only asks' });
  for (const channel of channels) await verifyChannel(client, channel, bot.id, signal);
  return { id: String(bot.id), name: `@${bot.username}` };
}

async function verifyChannel(client: BotClient, channel: string, botId: number, signal: AbortSignal) {
  const call = { signal, effect: 'only asks', chat: channel } as const;
  const member = await client.call('getChatMember', { chat_id: channel, user_id: botId }, call);
  if (member.status === 'creator') return;
  // A group lets ordinary members write; a channel tells its administrators what they may.
  if (member.status === 'member') return;
  if (member.status === 'administrator' && member.can_post_messages !== false) return;
  const message = `The bot may not post in ${channel}: make it an administrator there with the right to post messages.`;
  throw new DeliveryError(message, { kind: 'rejected', reason: 'credentials' });
}
