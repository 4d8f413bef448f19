import type { QueueBackend } from '../../src/queue/create-alarm-clock.ts';
import type { TestDatabase } from '../support/database.ts';

/** Redis is one of them wherever REDIS_URL names one; `.ci/run` starts it, so that there none is left out. */
export const BACKENDS: readonly QueueBackend['kind'][] = [
  'postgres',
  ...(process.env.REDIS_URL ? ['redis' as const] : []),
];

export function backendOf(kind: QueueBackend['kind'], database: TestDatabase): QueueBackend {
  if (kind === 'redis') return { kind, url: process.env.REDIS_URL ?? '' };
  return { kind, connection: database.connection };
}
