import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Account } from '../../domain/network.ts';
import type { Connection } from './connection.ts';

/**
 * Whose token it is. `domain`: asks for the part of the name after the second `@`, which need not be where the server is;
 * when it cannot be had, the address has to do.
 */
export async function readAccount(
  connection: Connection,
  signal: AbortSignal,
  domain: () => Promise<string | undefined>,
): Promise<Account> {
  const account = await connection.call('read', signal, client => client.v1.accounts.verifyCredentials());
  if (typeof account?.id !== 'string') {
    throw new DeliveryError(
      'The server at MASTODON_URL gave an answer that is no account: check the address.',
      {
        kind: 'unavailable',
      },
    );
  }
  const host = (await domain().catch(() => undefined)) ?? new URL(connection.url).host;
  return { id: account.id, name: `@${account.username}@${host}` };
}
