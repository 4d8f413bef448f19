import { randomUUID } from 'node:crypto';
import type { Network } from '../../domain/network.ts';
import type { NetworkDependencies } from '../../domain/network-definition.ts';
import { createBotClient } from './bot-client.ts';
import { channelAddresses } from './channels.ts';
import { chatId, chatOf } from './chat-of.ts';
import { composer } from './composer.ts';
import { editPart } from './edit-part.ts';
import { findPart } from './find-part.ts';
import { TELEGRAM_RATE_LIMIT } from './limits.ts';
import { publishPart } from './publish-part.ts';
import { removePost } from './remove-post.ts';
import { createUpload } from './upload-media.ts';
import { verifyAccount } from './verify-account.ts';

/** The adapter. No call is made before a method is called. */
export function connectTelegram({ settings, now, timeoutMs, proxyUrl, keep }: NetworkDependencies): Network {
  const token = settings.TELEGRAM_BOT_TOKEN ?? '';
  const logChat = settings.TELEGRAM_LOG_CHAT === undefined ? undefined : chatId(settings.TELEGRAM_LOG_CHAT);
  const client = createBotClient({
    token,
    apiRoot: settings.TELEGRAM_API_ROOT ?? 'https://api.telegram.org',
    timeoutMs,
    now,
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
  });
  const [botId = ''] = token.split(':');
  const upload = logChat === undefined ? undefined : createUpload({ client, logChat, keep, botId });

  return {
    ...composer,
    repeatable: false,
    rateLimit: TELEGRAM_RATE_LIMIT,
    weigh: ({ media }) => Math.max(1, media.length),
    createKey: () => randomUUID(),
    ...(upload === undefined ? {} : { upload: (media, { signal }) => upload(media, signal) }),
    publish: (part, context) => publishPart(client, now, part, context),
    find: (part, context) => findPart({ client, now, logChat }, part, context),
    edit: (receipt, part, context) => editPart(client, receipt, part, context),
    remove: (receipt, context) => removePost(client, receipt, context),
    async pin(receipt, { place, signal }) {
      const chat = chatOf(place);
      const payload = { chat_id: chat, message_id: Number(receipt.id), disable_notification: true };
      await client.call('pinChatMessage', payload, { signal, effect: 'changes', chat });
    },
    verify: signal =>
      verifyAccount(client, { channels: channelAddresses(settings).map(chatId), logChat }, signal),
    close: () => client.close(),
  };
}
