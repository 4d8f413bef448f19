import { setTimeout as sleep } from 'node:timers/promises';
import { ApiResponseError, type TwitterApi } from 'twitter-api-v2';
import { z } from 'zod';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { PreparedMedia } from '../../domain/media.ts';

const CHUNK_BYTES = 1024 * 1024;
const PATIENCE_MS = 10 * 60_000;

const uploadAnswer = z.object({
  data: z.object({
    id: z.string(),
    processing_info: z.object({ state: z.string(), check_after_secs: z.number().optional() }).nullish(),
  }),
});
type Processing = z.infer<typeof uploadAnswer>['data']['processing_info'];

/** Brings a file to X in chunks, waits until it is processed, and gives it its alt text. Returns X's id of it. */
export async function uploadMedia(
  client: TwitterApi,
  media: PreparedMedia,
  signal: AbortSignal,
): Promise<string> {
  const id = await initialize(client, media);
  for (let start = 0, segment = 0; start < media.bytes.length; start += CHUNK_BYTES, segment += 1) {
    const chunk = Buffer.from(media.bytes.subarray(start, start + CHUNK_BYTES));
    const body = { segment_index: segment, media: chunk };
    await client.v2.post(`media/upload/${id}/append`, body, { forceBodyMode: 'form-data' });
  }
  const finalized = uploadAnswer.parse(await client.v2.post(`media/upload/${id}/finalize`));
  await processed(client, id, finalized.data.processing_info, signal);
  await describeMedia(client, id, { alt: media.alt, sensitive: false }).catch(error => {
    if (!isRefusedAlt(error, media)) throw error;
  });
  return id;
}

/** X's documentation promises alt texts for pictures and GIFs alone: a video without one is better than none. */
function isRefusedAlt(error: unknown, { type }: PreparedMedia): boolean {
  return type.startsWith('video/') && error instanceof ApiResponseError && error.code === 400;
}

/** Sets what X keeps beside a file: its alt text, and whether readers are warned before they see it. */
export async function describeMedia(
  client: TwitterApi,
  id: string,
  { alt, sensitive }: { readonly alt?: string; readonly sensitive: boolean },
): Promise<void> {
  const text = alt === undefined ? {} : { alt_text: { text: alt } };
  const warning = sensitive ? { sensitive_media_warning: { other: true } } : {};
  await client.v2.post('media/metadata', { id, metadata: { ...text, ...warning } });
}

async function initialize(client: TwitterApi, media: PreparedMedia): Promise<string> {
  const answer: unknown = await client.v2.post('media/upload/initialize', {
    media_type: media.type,
    media_category: categoryOf(media.type),
    total_bytes: media.bytes.length,
  });
  return uploadAnswer.parse(answer).data.id;
}

function categoryOf(type: string): string {
  if (type === 'image/gif') return 'tweet_gif';
  return type.startsWith('video/') ? 'tweet_video' : 'tweet_image';
}

async function processed(
  client: TwitterApi,
  id: string,
  info: Processing,
  signal: AbortSignal,
): Promise<void> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  let processing = info;
  while (processing !== null && processing !== undefined && processing.state !== 'succeeded') {
    if (processing.state === 'failed') {
      throw new DeliveryError('X could not process the file: make it another format or size.', {
        kind: 'rejected',
        reason: 'content',
      });
    }
    await sleep((processing.check_after_secs ?? 1) * 1000, undefined, { signal: patience });
    const answer: unknown = await client.v2.get('media/upload', { command: 'STATUS', media_id: id });
    processing = uploadAnswer.parse(answer).data.processing_info;
  }
}
