import type { Json, JsonObject } from '../../domain/json.ts';
import type { BlobMention } from './blobs.ts';

/** A blob that a record names, where it stands, and how many bytes it may have there. */
export interface PlacedBlob extends BlobMention {
  readonly path: string;
  readonly maxSize: number;
}

/** Sizes of the lexicons, by where in a post or a profile the blob stands. */
const MAX_SIZES: readonly (readonly [RegExp, number])[] = [
  [/^embed\.(media\.)?images\[\d+\]\.image$/, 2_000_000],
  [/^embed\.(media\.)?external\.thumb$/, 1_000_000],
  [/^embed\.(media\.)?video$/, 300_000_000],
  [/^(avatar|banner)$/, 1_000_000],
];

export function findBlobs(record: Json, path = ''): readonly PlacedBlob[] {
  if (typeof record !== 'object' || record === null) return [];
  if (isList(record)) return record.flatMap((value, index) => findBlobs(value, `${path}[${index}]`));
  if (!isBlob(record)) {
    const entries = Object.entries(record);
    return entries.flatMap(([key, value]) => findBlobs(value, path === '' ? key : `${path}.${key}`));
  }
  const maxSize = MAX_SIZES.find(([place]) => place.test(path))?.[1] ?? Number.POSITIVE_INFINITY;
  return [{ cid: record.ref.$link, mimeType: record.mimeType, size: record.size, path, maxSize }];
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

interface BlobJson {
  readonly ref: { readonly $link: string };
  readonly mimeType: string;
  readonly size: number;
}

function isBlob(value: JsonObject): value is JsonObject & BlobJson {
  return value.$type === 'blob';
}
