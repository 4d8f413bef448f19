import { randomBytes } from 'node:crypto';
import type { Keepsake } from '../domain/network-definition.ts';
import { type Clock, systemClock } from '../shared/clock.ts';

/** Bots that share a Redis server must not wake each other's deliveries. */
export async function houseName(keep: Keepsake): Promise<string> {
  const kept = await keep.read('name');
  if (kept !== undefined) return kept;
  const name = randomBytes(4).toString('hex');
  await keep.write('name', name);
  return name;
}

/** When this database met its first bot. */
export async function firstStart(keep: Keepsake, clock: Clock): Promise<Date> {
  const start = await knownStart(keep, clock);
  await keep.write('first start', start.toISOString());
  return start;
}

/** Now, where there was none yet. */
export async function knownStart(keep: Keepsake, clock: Clock = systemClock): Promise<Date> {
  const kept = await keep.read('first start');
  return kept === undefined ? clock.now() : new Date(kept);
}
