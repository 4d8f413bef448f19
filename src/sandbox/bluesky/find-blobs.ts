import type { Json, JsonObject } from '../../domain/json.ts';
import type { BlobMention } from './blobs.ts';

/** A blob that a record names, where it stands, and how many bytes it may have there. */
export interface PlacedBlob extends BlobMention {
  readonly path: string;
  readonly maxSize: number;
}

/** Sizes of the lexicons, by where in a post or a profile the blob stands. */
const MAX_SIZES: readonly (readonly [RegExp, number])[] = [
  [/^embed\.(media\.)?images\.\d+\.image$/, 2_000_000],
  [/^embed\.(media\.)?external\.thumb$/, 1_000_000],
  [/^embed\.(media\.)?video$/, 300_000_000],
  [/^(avatar|banner)$/, 1_000_000],
];

export function findBlobs(record: Json, path = ''): readonly PlacedBlob[] {
  if (typeof record !== 'object' || record === null) return [];
  const entries = Object.entries(record);
  if (!isBlob(record))
    return entries.flatMap(([key, value]) => findBlobs(value, path === '' ? key : `${path}.${key}`));
  const maxSize = MAX_SIZES.find(([place]) => place.test(path))?.[1] ?? Number.POSITIVE_INFINITY;
  return [{ cid: record.ref.$link, mimeType: record.mimeType, size: record.size, path, maxSize }];
}

interface BlobJson {
  readonly ref: { readonly $link: string };
  readonly mimeType: string;
  readonly size: number;
}

function isBlob(value: JsonObject | readonly Json[]): value is JsonObject & BlobJson {
  return '$type' in value && value.$type === 'blob';
}
