import { type Kysely, sql } from 'kysely';
import type { Storage } from './storage.ts';

/** What happens once, whoever of several processes comes first and however often they are started again. */
export interface Claims {
  /** True for the first who asks. */
  claim(name: string): Promise<boolean>;
  /** It did not happen after all: the next who asks is the first. */
  release(name: string): Promise<void>;
}

interface ClaimTables {
  readonly keepsakes: { owner: string; name: string; value: string; sealed: boolean; written_at: Date };
}

const OWNER = 'once';

export function createClaims(storage: Pick<Storage, 'kysely'>): Claims {
  const db: Kysely<ClaimTables> = storage.kysely<ClaimTables>();
  return {
    async claim(name) {
      const claimed = await db
        .insertInto('keepsakes')
        .values({ owner: OWNER, name, value: '', sealed: false, written_at: sql<Date>`now()` })
        .onConflict(conflict => conflict.columns(['owner', 'name']).doNothing())
        .returning('name')
        .executeTakeFirst();
      return claimed !== undefined;
    },
    async release(name) {
      await db.deleteFrom('keepsakes').where('owner', '=', OWNER).where('name', '=', name).execute();
    },
  };
}
