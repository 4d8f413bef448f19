import { ApiError, invalid } from './api-error.ts';
import { IMAGE_BYTES, IMAGE_PIXELS, VIDEO_BYTES } from './options.ts';

const SIGNATURES: readonly { readonly type: string; readonly at: number; readonly bytes: string }[] = [
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/gif', at: 0, bytes: 'GIF8' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'video/mp4', at: 4, bytes: 'ftyp' },
];

export const MEDIA_TYPES: readonly string[] = SIGNATURES.map(({ type }) => type);

export interface ReadFile {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly width: number;
  readonly height: number;
}

/** Looks at the bytes, not at what the caller says they are; refuses what Mastodon refuses. */
export async function readFile(file: File): Promise<ReadFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const type = SIGNATURES.find(signature => start.startsWith(signature.bytes, signature.at))?.type;
  if (type === undefined) throw invalid('File content type is invalid, File is invalid');
  const limit = type.startsWith('video/') ? VIDEO_BYTES : IMAGE_BYTES;
  if (bytes.length > limit) throw invalid(`File file size must be less than ${limit / 1024 / 1024} MB`);
  if (type.startsWith('video/')) return { bytes, type, width: 0, height: 0 };
  const { default: sharp } = await import('sharp');
  const { width, height } = await sharp(bytes)
    .metadata()
    .catch(() => {
      throw new ApiError(422, 'Error processing thumbnail for uploaded media');
    });
  if (width * height > IMAGE_PIXELS) throw invalid(`File ${width}x${height} images are not supported`);
  return { bytes, type, width, height };
}
