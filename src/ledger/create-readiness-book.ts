import { type Kysely, sql } from 'kysely';
import type { Readiness, ReadinessBook, ReadyLook } from '../domain/readiness.ts';

interface ReadinessTables {
  readonly readiness: {
    occasion: string;
    occurrence: string;
    look: ReadyLook;
    found: Readiness;
    taken_at: Date;
    told_at: Date | null;
  };
}

export function createReadinessBook(db: Kysely<ReadinessTables>): ReadinessBook {
  return {
    async isTaken(occasion, occurrence, look) {
      const row = await db
        .selectFrom('readiness')
        .select('look')
        .where('occasion', '=', occasion)
        .where('occurrence', '=', occurrence)
        .where('look', '=', look)
        .executeTakeFirst();
      return row !== undefined;
    },
    async record({ look, readiness }) {
      await sql`insert into readiness (occasion, occurrence, look, found)
        values (${readiness.occasion}, ${readiness.occurrence}, ${look}, ${JSON.stringify(readiness)}::jsonb)
        on conflict do nothing`.execute(db);
    },
    async untold(limit) {
      const rows = await db
        .selectFrom('readiness')
        .select(['look', 'found'])
        .where('told_at', 'is', null)
        .orderBy('taken_at')
        .limit(limit)
        .execute();
      return rows.map(({ look, found }) => ({ kind: 'readiness', look, readiness: found }));
    },
    async markTold({ look, readiness }, at) {
      await db
        .updateTable('readiness')
        .set({ told_at: at })
        .where('occasion', '=', readiness.occasion)
        .where('occurrence', '=', readiness.occurrence)
        .where('look', '=', look)
        .execute();
    },
  };
}
