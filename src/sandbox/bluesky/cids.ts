import { cidForLex } from '@atproto/lex-cbor';
import { cidForRawHash } from '@atproto/lex-data';
import { jsonToLex } from '@atproto/lex-json';
import type { Json } from '../../domain/json.ts';

/** The hash by which the AT Protocol names a record: of its DAG-CBOR form, so the order of the keys does not matter. */
export async function cidOfRecord(record: Json): Promise<string> {
  return (await cidForLex(jsonToLex(record as Parameters<typeof jsonToLex>[0]))).toString();
}

/** The hash by which the AT Protocol names a blob. */
export function cidOfRaw(sha256: Uint8Array): string {
  return cidForRawHash(sha256).toString();
}
