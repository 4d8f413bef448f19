import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { PublishContext, Receipt } from '../../domain/network.ts';
import type { Answer } from './answer.ts';
import type { Client, Connection } from './connection.ts';
import type { LanguageTag } from './language-tag.ts';
import { readAllowances } from './read-allowances.ts';
import { readReceipt } from './receipt.ts';
import { mediaIds, type StatusParams, statusParams } from './status-params.ts';

/** Publishes a part. The key makes a repetition within the hour harmless on Mastodon itself; other servers ignore it. */
export async function publishStatus(
  connection: Connection,
  language: LanguageTag,
  part: Part,
  context: PublishContext,
): Promise<Receipt> {
  const { replyTo, key, signal } = context;
  const params: StatusParams = {
    ...statusParams(part, mediaIds(part, context.uploads)),
    ...(replyTo === undefined ? {} : { inReplyToId: replyTo.id }),
  };
  const meta = { requestInit: { headers: { 'Idempotency-Key': key } } };
  return language.with(part.language, async tag => {
    const ask = (client: Client) => client.v1.statuses.create({ ...params, ...tag }, meta);
    const heard = (answer: Answer) => context.tellAllowances?.(readAllowances(answer, connection.now()));
    const purpose = replyTo === undefined ? 'publish' : 'reply';
    const status = await connection.call(purpose, signal, ask, { heard });
    return readReceipt(status, connection.now());
  });
}

/** Replaces what a status says. Its files stay: the uploads where they are known, else those that it has. */
export async function editStatus(
  connection: Connection,
  language: LanguageTag,
  receipt: Receipt,
  part: Part,
  context: PublishContext,
): Promise<Receipt> {
  const params = statusParams(part, await mediaOf(connection, receipt, part, context));
  return language.with(part.language, async tag => {
    const ask = (client: Client) => client.v1.statuses.$select(receipt.id).update({ ...params, ...tag });
    return readReceipt(await connection.call('edit', context.signal, ask), connection.now());
  });
}

async function mediaOf(
  connection: Connection,
  receipt: Receipt,
  part: Part,
  { uploads, signal }: PublishContext,
): Promise<readonly string[]> {
  if (part.media.length === 0 || uploads.length > 0) return mediaIds(part, uploads);
  const status = await connection.call('read', signal, client =>
    client.v1.statuses.$select(receipt.id).fetch(),
  );
  const ids = status.mediaAttachments.map(({ id }) => id);
  if (ids.length === part.media.length) return ids;
  throw new DeliveryError(
    'The post on the Mastodon server has other files than its text: withdraw it and post again.',
    {
      kind: 'rejected',
      reason: 'content',
    },
  );
}
