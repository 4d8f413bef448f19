import { randomBytes } from 'node:crypto';
import type { Keepsake } from '../domain/network-definition.ts';

/** The secret part of the address under which the plan can be subscribed to; made once for a database. */
export async function calendarToken(keep: Keepsake): Promise<string> {
  const kept = await keep.read('calendar token');
  if (kept !== undefined) return kept;
  const token = randomBytes(24).toString('base64url');
  await keep.write('calendar token', token);
  return token;
}
