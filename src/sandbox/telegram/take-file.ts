import { createHash } from 'node:crypto';
import { ApiError, badRequest } from './api-error.ts';
import type { SentFile } from './params.ts';
import type { FileKind, StoredFile, World } from './world.ts';

const PHOTO_BYTES = 10 * 1024 * 1024;
const FILE_BYTES = 50 * 1024 * 1024;
const PHOTO_PIXELS = 10_000;
const PHOTO_RATIO = 20;

/** Keeps a file that came with a call, or finds the one that an id names. */
export async function takeFile(
  world: World,
  kind: FileKind,
  given: SentFile | string | undefined,
): Promise<StoredFile> {
  if (given === undefined) throw badRequest(`there is no ${kind} in the request`);
  if (typeof given === 'string') return knownFile(world, kind, given);
  if (given.bytes.length === 0) throw badRequest('file must be non-empty');
  if (given.bytes.length > FILE_BYTES) throw new ApiError(413, 'Request Entity Too Large');
  const file = await describe(kind, given);
  return keep(world, given, file);
}

function knownFile(world: World, kind: FileKind, id: string): StoredFile {
  if (/^https?:/i.test(id)) throw badRequest('failed to get HTTP URL content');
  const file = world.files.get(id) ?? world.files.get(id.replace(/s$/, ''));
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind) throw badRequest(`can't use file of type ${title(file.kind)} as ${title(kind)}`);
  return file;
}

function title(kind: FileKind): string {
  return `${kind[0]?.toUpperCase()}${kind.slice(1)}`;
}

type Description = Pick<StoredFile, 'kind' | 'type' | 'width' | 'height'>;

async function describe(kind: FileKind, { bytes, type }: SentFile): Promise<Description> {
  if (kind === 'photo') return describePhoto(bytes);
  const isMp4 = Buffer.from(bytes.subarray(4, 8)).toString('latin1') === 'ftyp';
  const isGif = Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'GIF8';
  if (isMp4 && kind !== 'document') return { kind, type: 'video/mp4', width: 0, height: 0 };
  if (isGif && kind === 'animation') return { ...(await sizeOf(bytes)), kind, type: 'image/gif' };
  // What is no video goes as a document, and the server says nothing about it.
  return { kind: 'document', type: type === '' ? 'application/octet-stream' : type, width: 0, height: 0 };
}

async function describePhoto(bytes: Uint8Array): Promise<Description> {
  if (bytes.length > PHOTO_BYTES) throw badRequest('file is too big');
  const { width, height, format } = await sizeOf(bytes);
  const longer = Math.max(width, height);
  if (width + height > PHOTO_PIXELS || longer > PHOTO_RATIO * Math.min(width, height)) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  }
  return { kind: 'photo', type: `image/${format}`, width, height };
}

async function sizeOf(bytes: Uint8Array) {
  try {
    const { default: sharp } = await import('sharp');
    const { width, height, format } = await sharp(bytes).metadata();
    return { width, height, format };
  } catch {
    throw badRequest('IMAGE_PROCESS_FAILED');
  }
}

/** The unique id of a file depends on its bytes alone; its id is another one at each upload. */
function keep(world: World, { bytes, name }: SentFile, description: Description): StoredFile {
  world.counters.file += 1;
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const id = `AgAC${description.kind[0]}${world.counters.file}-${hash.slice(0, 40)}`;
  const file = { ...description, id, uniqueId: `AQAD${hash.slice(0, 12)}`, name, bytes };
  world.files.set(id, file);
  return file;
}
