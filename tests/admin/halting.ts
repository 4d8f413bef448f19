import { createHaltUseCases } from '../../src/campaign/halt/create-halt-use-cases.ts';
import type { HaltUseCases } from '../../src/campaign/halt/halt-use-cases.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { Hold } from '../../src/domain/hold.ts';
import type { AuditEntry } from '../../src/domain/ledger.ts';

/** The real use cases over holds and an audit that a test can look at. */
export interface Halting extends HaltUseCases {
  readonly held: Hold[];
  readonly audited: AuditEntry[];
}

export function createHalting(deliveries: () => readonly Delivery[], now: Date): Halting {
  const held: Hold[] = [];
  const audited: AuditEntry[] = [];
  const useCases = createHaltUseCases({
    campaigns: [{ id: 'may-21', posts: [] } as never],
    networks: new Map([['x', {} as never]]),
    places: ['x-en', 'x-ru'].map(id => ({ id, network: 'x', language: id.slice(2) })),
    now: () => now,
    ledger: {
      holds: async () => [...held],
      count: async ({ states, place }) =>
        deliveries().filter(one => states?.includes(one.state) && (place ?? one.place) === one.place).length,
      list: async ({ states, heldBy }) =>
        deliveries().filter(one => states?.includes(one.state) && (heldBy ?? one.heldBy) === one.heldBy),
      audit: async entry => void audited.push(entry),
    },
    desk: {
      cancel: async () => true,
      async hold(scope, kind, why, by) {
        if (held.some(hold => hold.scope === scope && hold.kind === kind)) return false;
        held.push({ scope, kind, why, by, since: now });
        return true;
      },
      async lift(scope, kind) {
        const index = held.findIndex(hold => hold.scope === scope && hold.kind === kind);
        if (index !== -1) held.splice(index, 1);
        return index !== -1;
      },
    },
  });
  return { held, audited, ...useCases };
}
