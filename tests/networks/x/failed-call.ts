import { inspect } from 'node:util';
import { expect } from 'vitest';
import { DeliveryError } from '../../../src/domain/delivery-error.ts';

/** The `DeliveryError` with which a call ends; the test fails on any other end, and when a secret is in the error. */
export async function failedCall(
  call: Promise<unknown> | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<DeliveryError> {
  const error: unknown = await Promise.resolve(call).then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`not a DeliveryError: ${inspect(error)}`);
  const shown = inspect(error, { depth: 10, showHidden: true }) + String(error.stack);
  for (const [name, value] of Object.entries(settings)) {
    if (name !== 'X_API_URL') expect(shown).not.toContain(value);
  }
  expect(shown).not.toMatch(/oauth_signature|Authorization/);
  return error;
}
