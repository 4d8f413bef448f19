import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Client, Connection } from './connection.ts';
import { readServerLimits, type ServerLimits } from './server-limits.ts';

/** Asks the server for its limits; not every one has the second form of the answer. */
export async function readLimits(connection: Connection, signal: AbortSignal): Promise<ServerLimits> {
  const ask = async (fetchInstance: (client: Client) => Promise<unknown>) => {
    const instance = await connection.call('read', signal, fetchInstance);
    if (typeof instance === 'object' && instance !== null && 'version' in instance)
      return readServerLimits(instance);
    throw new DeliveryError('The server at MASTODON_URL does not say what it is: check the address.', {
      kind: 'unavailable',
    });
  };
  try {
    return await ask(client => client.v2.instance.fetch());
  } catch {
    return ask(client => client.v1.instance.fetch());
  }
}
