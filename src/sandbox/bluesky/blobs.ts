import { createHash } from 'node:crypto';
import type { JsonObject } from '../../domain/json.ts';
import { cidOfRaw } from './cids.ts';
import { sniffType } from './sniff-type.ts';
import { invalidRequest } from './xrpc-error.ts';

export interface Blob {
  readonly cid: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A blob as a record names it. */
export interface BlobMention {
  readonly cid: string;
  readonly mimeType: string;
  readonly size: number;
}

export interface Blobs {
  /** The type is what the bytes are, not what the caller says, where that can be seen. */
  add(bytes: Uint8Array, contentType: string): Blob;
  get(cid: string): Blob | undefined;
  /** Refuses what was never uploaded, or is something else than the record says. */
  check(mention: BlobMention): void;
  delete(cid: string): void;
  snapshot(): JsonObject;
  restore(snapshot: JsonObject): void;
}

export function createBlobs(): Blobs {
  const blobs = new Map<string, Blob>();
  return {
    add(bytes, contentType) {
      const cid = cidOfRaw(createHash('sha256').update(bytes).digest());
      const blob = blobs.get(cid) ?? { cid, type: sniffType(bytes) ?? contentType, bytes };
      blobs.set(cid, blob);
      return blob;
    },
    get: cid => blobs.get(cid),
    check({ cid, mimeType, size }) {
      const blob = blobs.get(cid);
      if (blob === undefined) throw invalidRequest(`Could not find blob: ${cid}`, 'BlobNotFound');
      if (blob.type !== mimeType) {
        const message = `Referenced Mimetype does not match stored blob. Expected: ${blob.type}, Got: ${mimeType}`;
        throw invalidRequest(message, 'InvalidMimeType');
      }
      if (blob.bytes.length !== size) {
        const message = `Referenced Size does not match stored blob. Expected: ${blob.bytes.length}, Got: ${size}`;
        throw invalidRequest(message, 'InvalidSize');
      }
    },
    delete: cid => void blobs.delete(cid),
    snapshot: () => ({
      blobs: [...blobs.values()].map(({ type, bytes }) => ({
        type,
        bytes: Buffer.from(bytes).toString('base64'),
      })),
    }),
    restore(snapshot) {
      blobs.clear();
      for (const { type, bytes } of snapshot.blobs as unknown as { type: string; bytes: string }[]) {
        this.add(new Uint8Array(Buffer.from(bytes, 'base64')), type);
      }
    },
  };
}
