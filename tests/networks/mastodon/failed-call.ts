import { inspect } from 'node:util';
import { expect } from 'vitest';
import { DeliveryError } from '../../../src/domain/delivery-error.ts';

/** The error of a call that has to fail, which must be a `DeliveryError` and hold no secret. */
export async function failedCall(call: Promise<unknown> | undefined, secret: string): Promise<DeliveryError> {
  const error: unknown = await call?.then(
    () => new Error('the call went well'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw error;
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
  return error;
}
