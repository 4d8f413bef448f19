import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Receipt } from '../../domain/network.ts';

/** Reads a status that a server answered. Throws `unknown` when it is none: the status may be there all the same. */
export function readReceipt(status: unknown, at: Date): Receipt {
  const id = text(status, 'id');
  if (id === undefined) {
    throw new DeliveryError(
      'The Mastodon server gave an answer that is no post; nobody can say whether the post is there.',
      { kind: 'unknown' },
    );
  }
  const url = text(status, 'url') ?? text(status, 'uri');
  return { id, at, ...(url === undefined ? {} : { url }) };
}

function text(status: unknown, name: string): string | undefined {
  const value: unknown =
    typeof status === 'object' && status !== null ? Reflect.get(status, name) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
