import { jsonToLex, lexicons } from '@atproto/api';
import type { JsonObject } from '../../domain/json.ts';
import { findBlobs } from './find-blobs.ts';
import { invalidRequest } from './xrpc-error.ts';

export type Validation = 'valid' | 'unknown';

const TID = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;

/**
 * Checks a record against its lexicon as a PDS does. `validate`: as the caller asks: false skips, true requires a known
 * lexicon, undefined checks what is known.
 */
export function checkRecord(
  collection: string,
  rkey: string,
  record: JsonObject,
  validate: boolean | undefined,
): Validation | undefined {
  if (validate === false) return undefined;
  if (record.$type !== collection)
    throw invalidRequest(`Invalid $type: expected ${collection}, got ${record.$type}`);
  const definition = lexicons.getDef(collection);
  if (definition?.type !== 'record') {
    if (validate === true) throw invalidRequest(`Unknown lexicon type: ${collection}`);
    return 'unknown';
  }
  const keyFault = faultOfKey(definition.key ?? 'any', rkey);
  if (keyFault !== undefined) throw invalidRequest(`Invalid record key for ${collection}: ${keyFault}`);
  const fault = faultOfValue(collection, record) ?? faultOfBlobSizes(record);
  if (fault !== undefined) throw invalidRequest(`Invalid ${collection} record: ${fault}`);
  return 'valid';
}

function faultOfKey(keyType: string, rkey: string): string | undefined {
  if (keyType === 'tid' && !TID.test(rkey)) return `Invalid TID string (got "${rkey}")`;
  const literal = /^literal:(.+)$/.exec(keyType)?.[1];
  return literal !== undefined && rkey !== literal ? `Expected "${literal}" (got "${rkey}")` : undefined;
}

function faultOfValue(collection: string, record: JsonObject): string | undefined {
  try {
    lexicons.assertValidRecord(collection, jsonToLex(record));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function faultOfBlobSizes(record: JsonObject): string | undefined {
  const large = findBlobs(record).find(({ size, maxSize }) => size > maxSize);
  return large && `blob too big (maximum ${large.maxSize}, got ${large.size}) at $.record.${large.path}`;
}
