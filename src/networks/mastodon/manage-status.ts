import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Receipt } from '../../domain/network.ts';
import type { Connection } from './connection.ts';

/** Removing what is gone already is no fault. */
export async function removeStatus(
  connection: Connection,
  { id }: Receipt,
  signal: AbortSignal,
): Promise<void> {
  try {
    await connection.call('remove', signal, client => client.v1.statuses.$select(id).remove());
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.reason !== 'gone') throw error;
  }
}

/** Pinning what is pinned already is no fault, but Mastodon refuses it. */
export async function pinStatus(connection: Connection, { id }: Receipt, signal: AbortSignal): Promise<void> {
  try {
    await connection.call('pin', signal, client => client.v1.statuses.$select(id).pin());
  } catch (error) {
    if (!(error instanceof DeliveryError) || error.reason !== 'content') throw error;
    const status = await connection.call('read', signal, client => client.v1.statuses.$select(id).fetch());
    if (status.pinned !== true) throw error;
  }
}
