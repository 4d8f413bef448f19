import { DeliveryError } from '../domain/delivery-error.ts';
import { InputError } from '../domain/input-error.ts';
import type { Event, EventName } from './situation.ts';

/** What a failed call to publish means. An error that is no `DeliveryError` says nothing about the outcome. */
export function publishFailed(error: unknown): Event {
  const failure = asDeliveryError(error);
  return { name: publishFailureName(failure), ...details(failure) };
}

/** A failed upload publishes nothing, so its outcome is never open. */
export function uploadFailed(error: unknown): Event {
  const failure = asDeliveryError(error);
  if (failure.kind === 'unknown') return { name: 'unavailable', ...details(failure) };
  return { name: publishFailureName(failure), ...details(failure) };
}

export function lookUpFailed(error: unknown): Event {
  const failure = asDeliveryError(error);
  const name = failure.reason === 'credentials' ? 'credentials refused' : 'look-up failed';
  return { name, ...details(failure) };
}

function publishFailureName(error: DeliveryError): EventName {
  if (error.kind === 'unknown') return 'unknown outcome';
  if (error.kind !== 'rejected') return error.kind;
  if (error.reason === 'credentials') return 'credentials refused';
  return error.reason === 'duplicate' ? 'duplicate' : 'rejected';
}

function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  // A file that cannot be made ready would be refused tomorrow too.
  if (error instanceof InputError) {
    return new DeliveryError(error.message, { kind: 'rejected', reason: 'content', cause: error });
  }
  const words = error instanceof Error ? error.message : String(error);
  return new DeliveryError(words, { kind: 'unknown', cause: error });
}

function details(error: DeliveryError): Pick<Event, 'words' | 'at'> {
  return { words: error.message, ...(error.retryAt === undefined ? {} : { at: error.retryAt }) };
}
