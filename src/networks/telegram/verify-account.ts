import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Account } from '../../domain/network.ts';
import type { BotClient } from './bot-client.ts';

export interface KnownChats {
  readonly channels: readonly (number | string)[];
  readonly logChat: number | string | undefined;
}

/** Whose token it is, whether that bot may post in each of the channels, and whether it is in the log chat. */
export async function verifyAccount(
  client: BotClient,
  { channels, logChat }: KnownChats,
  signal: AbortSignal,
): Promise<Account> {
  const bot = await client.call('getMe', {}, { signal, effect: 'only asks' });
  for (const channel of channels) await verifyChannel(client, channel, bot.id, signal);
  if (logChat !== undefined) {
    const call = { signal, effect: 'only asks', chat: 'the log chat (TELEGRAM_LOG_CHAT)' } as const;
    await client.call('getChat', { chat_id: logChat }, call);
  }
  return { id: String(bot.id), name: `@${bot.username}` };
}

async function verifyChannel(
  client: BotClient,
  channel: number | string,
  botId: number,
  signal: AbortSignal,
) {
  const call = { signal, effect: 'only asks', chat: channel } as const;
  const member = await client.call('getChatMember', { chat_id: channel, user_id: botId }, call);
  if (member.status === 'creator') return;
  // A group lets ordinary members write; a channel tells its administrators what they may.
  if (member.status === 'member') return;
  if (member.status === 'administrator' && member.can_post_messages !== false) return;
  const message = `The bot may not post in ${channel}: make it an administrator there with the right to post messages.`;
  throw new DeliveryError(message, { kind: 'rejected', reason: 'credentials' });
}
