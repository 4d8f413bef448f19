import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { SourceFault } from '../../domain/source-fault.ts';

/** A page that is larger is not read. Bytes, before and after decompression. */
export const MAX_BODY_BYTES = 1024 * 1024;

const DECOMPRESS = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** Reads no more than the limit, whatever the server says or sends. */
export async function readBody(
  body: Readable,
  { encoding, charset }: { readonly encoding: string | undefined; readonly charset: string },
): Promise<string> {
  return decode(await decompress(await collect(body), encoding?.trim().toLowerCase()), charset);
}

async function collect(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) {
      body.destroy();
      throw tooLarge();
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function decompress(bytes: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (encoding === undefined || encoding === '' || encoding === 'identity') return bytes;
  const name = encoding as keyof typeof DECOMPRESS;
  if (!Object.hasOwn(DECOMPRESS, name))
    throw new SourceFault(`it answers in the unknown encoding "${encoding}"`);
  try {
    return await DECOMPRESS[name](bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new SourceFault(`its answer is no valid ${encoding}`);
  }
}

function decode(bytes: Buffer, charset: string): string {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    throw new SourceFault(`it answers in the unknown character set "${charset.slice(0, 40)}"`);
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new SourceFault(`its answer is not ${decoder.encoding}, as it should be`);
  }
}

export function tooLarge(): SourceFault {
  return new SourceFault(`its answer is larger than ${MAX_BODY_BYTES / 1024} KiB`);
}
