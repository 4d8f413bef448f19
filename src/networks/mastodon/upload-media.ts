import { setTimeout as sleep } from 'node:timers/promises';
import type { mastodon } from 'masto';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { PreparedMedia } from '../../domain/media.ts';
import type { Upload } from '../../domain/network.ts';
import type { Client, Connection } from './connection.ts';

/** Milliseconds. A server may take minutes for a video. */
export interface Patience {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly givenUpAfterMs: number;
}

export const PATIENCE: Patience = { firstPauseMs: 200, longestPauseMs: 5_000, givenUpAfterMs: 180_000 };

type Attachment = mastodon.v1.MediaAttachment;

/** Brings a file to the server and waits until it may be attached: before that, a post that names it is refused. */
export async function uploadMedia(
  connection: Connection,
  media: PreparedMedia,
  signal: AbortSignal,
  patience: Patience,
): Promise<Upload> {
  const attachment = await create(connection, media, signal);
  await untilProcessed(connection, attachment, signal, patience);
  return { mediaId: media.id, ref: { id: attachment.id } };
}

async function create(
  connection: Connection,
  media: PreparedMedia,
  signal: AbortSignal,
): Promise<Attachment> {
  const name = `${media.id.slice(0, 16)}.${media.type.split('/')[1] ?? 'bin'}`;
  const file = new File([new Uint8Array(media.bytes)], name, { type: media.type });
  const params = { file, description: media.alt };
  const inNewWay = (client: Client) => client.v2.media.create(withoutPolling(params));
  const inOldWay = (client: Client) => client.v1.media.create(params);
  try {
    return await connection.call('upload', signal, inNewWay, { bytes: media.bytes.length });
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.reason !== 'gone') throw error;
    return connection.call('upload', signal, inOldWay, { bytes: media.bytes.length });
  }
}

/** masto would wait by itself, without our signal. It looks for this in what is sent, and would send it along if it could see it. */
function withoutPolling<Params extends object>(params: Params): Params {
  return Object.defineProperty(params, 'skipPolling', { value: true, enumerable: false });
}

async function untilProcessed(
  connection: Connection,
  created: Attachment,
  signal: AbortSignal,
  patience: Patience,
): Promise<void> {
  let attachment = created;
  let waited = 0;
  for (
    let pause = patience.firstPauseMs;
    !isReady(attachment);
    pause = Math.min(pause * 1.5, patience.longestPauseMs)
  ) {
    if (waited >= patience.givenUpAfterMs) {
      throw new DeliveryError('The Mastodon server is still working on the file; it will be brought again.', {
        kind: 'unavailable',
      });
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    waited += pause;
    attachment = await connection.call('upload', signal, client =>
      client.v1.media.$select(created.id).fetch(),
    );
  }
}

/** While it is processed (202, 206) a file has no address. */
function isReady({ url }: Attachment): boolean {
  return typeof url === 'string' && url !== '';
}
