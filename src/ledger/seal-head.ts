import { createHmac, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { AuditHead, HeadSeal } from '../domain/audit.ts';

const derive = promisify<string, string, number, Buffer>(scrypt);
const KEY_BYTES = 32;

/** None without SECRET_KEY. */
export function sealOf({ secretKey }: { readonly secretKey?: string }): HeadSeal | undefined {
  return secretKey === undefined ? undefined : createHeadSeal(secretKey);
}

/** A keyed hash under what scrypt makes of SECRET_KEY, made once, with the first line. */
export function createHeadSeal(secretKey: string): HeadSeal {
  let key: Promise<Buffer> | undefined;
  const digest = async ({ sequence, hash }: AuditHead) => {
    key ??= derive(secretKey.normalize('NFKC'), 'solidarity audit head', KEY_BYTES);
    return createHmac('sha256', await key)
      .update(`${sequence} ${hash}`)
      .digest();
  };
  return {
    close: async head => (await digest(head)).toString('base64url'),
    async fits(head, seal) {
      const given = Buffer.from(seal, 'base64url');
      const right = await digest(head);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
