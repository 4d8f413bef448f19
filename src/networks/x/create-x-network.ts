import { randomUUID } from 'node:crypto';
import type { TwitterApi } from 'twitter-api-v2';
import { z } from 'zod';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { Account, Network, PublishContext } from '../../domain/network.ts';
import { createScrubber } from '../../shared/secrets.ts';
import type { CallPurpose } from './call-purpose.ts';
import { composer } from './composer.ts';
import { findPost, receiptFor } from './find-post.ts';
import { PUBLISHING_RATE } from './limits.ts';
import { publishPart } from './publish-part.ts';
import type { Headers } from './rate-limit-reset.ts';
import { readAllowances } from './read-allowances.ts';
import { isGone, toDeliveryError } from './to-delivery-error.ts';
import { describeMedia, uploadMedia } from './upload-media.ts';
import { createXClients, type XClientOptions } from './x-client.ts';

export interface XNetworkOptions extends XClientOptions {
  readonly now: () => Date;
  /** How long X's index may lag behind what it has taken. */
  readonly indexLagMs: number;
}

const me = z.object({ data: z.object({ id: z.string(), username: z.string() }) });

/** The adapter for one X account. */
export function createXNetwork(options: XNetworkOptions): Network {
  const { now, timeoutMs, indexLagMs } = options;
  const scrubber = createScrubber([...Object.values(options.access), ...secretsOf(options.proxyUrl)]);
  const clients = createXClients(options);
  let account: Account | undefined;

  async function call<T>(
    purpose: CallPurpose,
    signal: AbortSignal,
    work: (client: TwitterApi) => Promise<T>,
    heard?: (headers: Headers) => void,
  ): Promise<T> {
    if (signal.aborted)
      throw new DeliveryError('The call was given up before it was made.', { kind: 'unavailable' });
    try {
      return await work(clients.during(signal, heard));
    } catch (error) {
      throw toDeliveryError(error, { scrubber, now: now(), purpose });
    }
  }

  async function readAccount(client: TwitterApi): Promise<Account> {
    const { data } = me.parse(await client.v2.get('users/me'));
    account = { id: data.id, name: `@${data.username}` };
    return account;
  }

  return {
    ...composer,
    repeatable: false,
    rateLimit: PUBLISHING_RATE,
    createKey: () => randomUUID(),
    upload: (media, { signal }) =>
      call('prepare', signal, async client => {
        const id = await uploadMedia(client, media, signal);
        return { mediaId: media.id, ref: { id } };
      }),
    async publish(part, context) {
      await call('prepare', context.signal, client => warnOfMedia(client, part, context));
      const purpose = context.replyTo === undefined ? 'publish' : 'reply';
      const heard = (headers: Headers) => context.tellAllowances?.(readAllowances(headers, now()));
      const id = await call(purpose, context.signal, client => publishPart(client, part, context), heard);
      return receiptFor(id, now());
    },
    find: (part, context) =>
      call('read', context.signal, async client => {
        const userId =
          account?.id ?? accountOfToken(options.access.accessToken) ?? (await readAccount(client)).id;
        return findPost(part, context, { client, userId, now: now(), timeoutMs, indexLagMs });
      }),
    remove: ({ id }, { signal }) =>
      call('remove', signal, async client => {
        await client.v2.delete(`tweets/${id}`).catch(error => {
          if (!isGone(error)) throw error;
        });
      }),
    verify: signal => call('read', signal, readAccount),
    close: clients.close,
  };
}

/**
 * An access token begins with the id of its account. X answers whose it is only 75 times in a quarter of an hour, and a
 * bot that was started too often would have to wait so long before it could look for what it sent.
 */
function accountOfToken(token: string): string | undefined {
  return /^(\d+)-/.exec(token)?.[1];
}

/** The warning belongs to the file, and only the post knows of it: set before the post is made, harmless to repeat. */
async function warnOfMedia(client: TwitterApi, part: Part, { uploads }: PublishContext): Promise<void> {
  if (part.options.sensitive !== true) return;
  for (const { mediaId, ref } of uploads) {
    const media = part.media.find(({ id }) => id === mediaId);
    // A video may have none, and its warning is not to be lost over it.
    const alt = media?.type.startsWith('video/') ? {} : { alt: media?.alt ?? '' };
    await describeMedia(client, String(ref.id), { ...alt, sensitive: true });
  }
}

function secretsOf(proxyUrl: string | undefined): readonly string[] {
  return proxyUrl === undefined ? [] : [proxyUrl, decodeURIComponent(new URL(proxyUrl).password)];
}
