import type { Keepsake } from '../domain/network-definition.ts';
import { createSeal } from './seal.ts';

const PROOF = 'proof';
const TEXT = 'locked';
const LABEL = 'lockdown';

/** A text that only SECRET_KEY opens, to be kept as it is; an empty one where there is no key. */
export function createLockProof(keep: Keepsake, secretKey: string | undefined) {
  return {
    needsKey: secretKey !== undefined,
    put: async () =>
      keep.write(PROOF, secretKey === undefined ? '' : await createSeal(secretKey).close(TEXT, LABEL)),
  };
}

/** Whether a key is needed to undo the lock. */
export async function needsKey(keep: Keepsake): Promise<boolean> {
  return ((await keep.read(PROOF)) ?? '') !== '';
}

/** Opening is authenticated decryption under a key that is slow to derive: the time says nothing of how near a guess is. */
export async function opensLock(keep: Keepsake, key: string): Promise<boolean> {
  const proof = (await keep.read(PROOF)) ?? '';
  return proof === '' || (await createSeal(key).open(proof, LABEL)) === TEXT;
}
