import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

/** Encrypts small texts under a key that a person chose. */
export interface Seal {
  /** @param label what the text is; it opens under the same label only */
  close(text: string, label: string): Promise<string>;
  /** Undefined when it was closed with another key, under another label, or was changed. */
  open(sealed: string, label: string): Promise<string | undefined>;
}

const VERSION = 'v1';
const KEY_BYTES = 32;
const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/**
 * AES-256-GCM under a key that scrypt derives, since a person's SECRET_KEY may be a mere phrase. A sealed text brings its
 * salt along; each salt is derived once per process.
 */
export function createSeal(secretKey: string): Seal {
  const keys = new Map<string, Promise<Buffer>>();
  const newSalt = randomBytes(16).toString('base64url');
  const keyFor = (salt: string): Promise<Buffer> => {
    const known = keys.get(salt);
    if (known !== undefined) return known;
    const key = derive(secretKey.normalize('NFKC'), Buffer.from(salt, 'base64url'), KEY_BYTES);
    keys.set(salt, key);
    return key;
  };
  return {
    async close(text, label) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', await keyFor(newSalt), nonce).setAAD(Buffer.from(label));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, newSalt, nonce.toString('base64url'), encrypted.toString('base64url')].join('.');
    },
    async open(sealed, label) {
      const [version, salt = '', nonce = '', encrypted = ''] = sealed.split('.');
      if (version !== VERSION) return undefined;
      return decrypt(
        await keyFor(salt),
        Buffer.from(nonce, 'base64url'),
        Buffer.from(encrypted, 'base64url'),
        label,
      );
    },
  };
}

const TAG_BYTES = 16;

function decrypt(key: Buffer, nonce: Buffer, encrypted: Buffer, label: string): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(label)).setAuthTag(encrypted.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(encrypted.subarray(0, -TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}
