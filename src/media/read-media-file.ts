import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputError } from '../domain/input-error.ts';
import type { Media } from '../domain/media.ts';
import { sniffType } from './sniff-type.ts';

/** A file as it lies on the disk. `name` is for people. */
export interface MediaFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** By its bytes. */
  readonly type: string;
}

/** No network takes a larger one; it would only fill the memory. */
const LARGEST_FILE = 512 * 1024 * 1024;

/** @throws InputError if the file is gone, too large, another one than was composed, or not what the bot sends. */
export async function readMediaFile(media: Media): Promise<MediaFile> {
  const name = basename(media.path);
  const gone = () => {
    throw new InputError(`${name}: the file cannot be read: put it back to where it was.`);
  };
  const { size } = await stat(media.path).catch(gone);
  if (size > LARGEST_FILE) throw new InputError(`${name}: the file is larger than 512 MiB: make it smaller.`);
  return checkMediaFile(media, await readFile(media.path).catch(gone));
}

/** @throws InputError if it is another file than was composed, or not what the bot sends. */
export function checkMediaFile(media: Media, bytes: Uint8Array): MediaFile {
  const name = basename(media.path);
  if (createHash('sha256').update(bytes).digest('hex') !== media.id) {
    throw new InputError(
      `${name}: the file has changed since the post was composed: schedule the post anew.`,
    );
  }
  const type = sniffType(bytes);
  if (type === undefined) {
    throw new InputError(
      `${name}: the file is no JPEG, PNG, WebP, GIF or MP4, whatever its name says: convert it.`,
    );
  }
  if (type.split('/')[0] !== media.type.split('/')[0]) {
    throw new InputError(`${name}: the file is named as ${media.type} and is ${type}: correct its name.`);
  }
  return { name, bytes, type };
}
