import { type Kysely, sql } from 'kysely';
import type { Keepsake } from '../domain/network-definition.ts';
import type { Log } from '../shared/log.ts';
import { createSeal, type Seal } from './seal.ts';
import type { Storage } from './storage.ts';

export interface KeepsakeDependencies {
  readonly storage: Pick<Storage, 'kysely'>;
  readonly log: Log;
  /** SECRET_KEY; without it values are kept as they are. */
  readonly secretKey?: string | undefined;
}

interface KeepsakeTables {
  readonly keepsakes: {
    owner: string;
    name: string;
    value: string;
    sealed: boolean;
    written_at: Date;
  };
}

/**
 * Makes the drawers of all owners. A value that SECRET_KEY does not open, since it was changed or taken away, counts as
 * absent, with a warning: its owner simply makes a new one.
 */
export function createKeepsakes({
  storage,
  log,
  secretKey,
}: KeepsakeDependencies): (owner: string) => Keepsake {
  const db = storage.kysely<KeepsakeTables>();
  const seal = secretKey === undefined ? undefined : createSeal(secretKey);
  return owner => createKeepsake(db, owner, seal, log);
}

function createKeepsake(
  db: Kysely<KeepsakeTables>,
  owner: string,
  seal: Seal | undefined,
  log: Log,
): Keepsake {
  const labelOf = (name: string) => JSON.stringify([owner, name]);
  return {
    async read(name) {
      const kept = await db
        .selectFrom('keepsakes')
        .select(['value', 'sealed'])
        .where('owner', '=', owner)
        .where('name', '=', name)
        .executeTakeFirst();
      if (kept === undefined || !kept.sealed) return kept?.value;
      const value = await seal?.open(kept.value, labelOf(name));
      if (value === undefined)
        log.warn('SECRET_KEY does not open what was kept: it counts as absent', { owner, name });
      return value;
    },
    async write(name, value) {
      const kept = seal === undefined ? value : await seal.close(value, labelOf(name));
      const row = { value: kept, sealed: seal !== undefined, written_at: sql<Date>`now()` };
      await db
        .insertInto('keepsakes')
        .values({ owner, name, ...row })
        .onConflict(conflict => conflict.columns(['owner', 'name']).doUpdateSet(row))
        .execute();
    },
  };
}
