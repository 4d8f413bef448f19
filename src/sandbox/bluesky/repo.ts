import { TID } from '@atproto/common-web';
import type { JsonObject } from '../../domain/json.ts';
import type { Blobs } from './blobs.ts';
import { checkRecord, type Validation } from './check-record.ts';
import { cidOfRecord } from './cids.ts';
import { findBlobs } from './find-blobs.ts';
import { internalError, invalidRequest } from './xrpc-error.ts';

export interface StoredRecord {
  readonly collection: string;
  readonly rkey: string;
  readonly cid: string;
  readonly value: JsonObject;
  readonly indexedAt: string;
}

export interface WriteRequest {
  readonly action: 'create' | 'update' | 'delete';
  readonly collection: string;
  readonly rkey?: string | undefined;
  readonly value?: JsonObject | undefined;
  readonly validate?: boolean | undefined;
}

/** A write that passed every check and is ready to be made. */
export interface PreparedWrite {
  readonly action: WriteRequest['action'];
  readonly collection: string;
  readonly rkey: string;
  readonly cid?: string;
  readonly value?: JsonObject;
  readonly validation?: Validation | undefined;
}

export interface Commit {
  readonly cid: string;
  readonly rev: string;
}

/** The records of the account, in the order in which they came. */
export interface Repo {
  readonly did: string;
  get(collection: string, rkey: string): StoredRecord | undefined;
  list(collection: string): readonly StoredRecord[];
  collections(): readonly string[];
  prepare(write: WriteRequest): Promise<PreparedWrite>;
  /** All of them or none. */
  commit(writes: readonly PreparedWrite[]): Promise<Commit>;
  onCommit(listener: () => void): () => void;
  snapshot(): JsonObject;
  restore(snapshot: JsonObject): void;
}

export function createRepo(did: string, blobs: Blobs, now: () => Date): Repo {
  let records = new Map<string, StoredRecord>();
  let lastRev = 0;
  const listeners = new Set<() => void>();

  function nextTid(): string {
    lastRev = Math.max(now().getTime() * 1000, lastRev + 1);
    return TID.fromTime(lastRev, 7).toString();
  }

  async function prepare({
    action,
    collection,
    rkey,
    value,
    validate,
  }: WriteRequest): Promise<PreparedWrite> {
    const key = rkey ?? nextTid();
    if (action === 'delete') return { action, collection, rkey: key };
    const record = { ...value, $type: value?.$type ?? collection };
    const validation = checkRecord(collection, key, record, validate);
    const cid = await cidOfRecord(record).catch(() => {
      throw invalidRequest('Bad record');
    });
    return { action, collection, rkey: key, cid, value: record, validation };
  }

  /** A repository throws on what does not fit it, and the server calls that an error of its own. */
  function apply(next: Map<string, StoredRecord>, write: PreparedWrite): void {
    const path = `${write.collection}/${write.rkey}`;
    if (next.has(path) !== (write.action !== 'create')) throw internalError();
    const { cid, value } = write;
    if (cid === undefined || value === undefined) return void next.delete(path);
    for (const blob of findBlobs(value)) blobs.check(blob);
    const { collection, rkey } = write;
    const indexedAt = next.get(path)?.indexedAt ?? now().toISOString();
    next.set(path, { collection, rkey, cid, value, indexedAt });
  }

  /** What no record names any more is gone, and has to be uploaded again. */
  function dropBlobs(before: Iterable<StoredRecord>): void {
    const named = new Set(
      [...records.values()].flatMap(({ value }) => findBlobs(value).map(({ cid }) => cid)),
    );
    for (const { value } of before) {
      for (const { cid } of findBlobs(value)) if (!named.has(cid)) blobs.delete(cid);
    }
  }

  return {
    did,
    get: (collection, rkey) => records.get(`${collection}/${rkey}`),
    list: collection => [...records.values()].filter(record => record.collection === collection),
    collections: () => [...new Set([...records.values()].map(({ collection }) => collection))].sort(),
    prepare,
    async commit(writes) {
      const next = new Map(records);
      for (const write of writes) apply(next, write);
      const before = records;
      records = next;
      if (writes.some(({ action }) => action !== 'create')) dropBlobs(before.values());
      const rev = nextTid();
      for (const listener of listeners) listener();
      return { cid: await cidOfRecord({ did, rev, version: 3 }), rev };
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => ({ lastRev, records: [...records.values()].map(record => ({ ...record })) }),
    restore(snapshot) {
      lastRev = snapshot.lastRev as number;
      const kept = snapshot.records as unknown as StoredRecord[];
      records = new Map(kept.map(record => [`${record.collection}/${record.rkey}`, record]));
    },
  };
}
