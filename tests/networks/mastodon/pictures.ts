import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Media, PreparedMedia } from '../../../src/domain/media.ts';
import type { Network, Upload } from '../../../src/domain/network.ts';
import { place, signal } from './served-mastodon.ts';

export async function picture(
  alt: string,
): Promise<{ readonly media: Media; readonly prepared: PreparedMedia }> {
  const bytes = await sharp({ create: { width: 8, height: 6, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const id = createHash('sha256').update(bytes).digest('hex');
  const prepared = { id, bytes: new Uint8Array(bytes), type: 'image/png', width: 8, height: 6, alt };
  return { media: { id, path: 'red.png', type: 'image/png', alt }, prepared };
}

export async function uploadedPicture(
  network: Network,
  alt: string,
): Promise<{ readonly media: Media; readonly upload: Upload }> {
  const { media, prepared } = await picture(alt);
  const upload = await network.upload?.(prepared, { place, signal: signal() });
  if (upload === undefined) throw new Error('no upload');
  return { media, upload };
}
