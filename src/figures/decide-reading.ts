import type { Kysely } from 'kysely';
import type { ReadingState } from '../domain/figure-book.ts';
import { stateOf } from './list-readings.ts';
import type { FigureTables } from './tables.ts';

export interface Decision {
  readonly reading: number;
  readonly from: readonly ReadingState[];
  readonly to: 'confirmed' | 'undone';
  readonly by: string;
  readonly at: Date;
}

/** False when the reading does not exist or is in another state by now. */
export async function decideReading(
  db: Kysely<FigureTables>,
  { reading, from, to, by, at }: Decision,
): Promise<boolean> {
  return db.transaction().execute(async transaction => {
    const row = await transaction
      .selectFrom('figure_readings')
      .select(stateOf('figure_readings').as('state_now'))
      .where('number', '=', reading)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined || !from.includes(row.state_now)) return false;
    await transaction.insertInto('figure_decisions').values({ reading, state: to, by, at }).execute();
    return true;
  });
}
