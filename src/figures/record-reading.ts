import { type Kysely, sql } from 'kysely';
import { isSameReading } from '../domain/figure.ts';
import type { BookedReading, NewReading } from '../domain/figure-book.ts';
import { listReadings } from './list-readings.ts';
import type { FigureTables } from './tables.ts';

/** One after the other for each figure, so that two who say the same make one reading. */
export async function recordReading(
  db: Kysely<FigureTables>,
  reading: NewReading,
): Promise<BookedReading | undefined> {
  const { campaign, figure, value, asOf, source, by, at, state, why } = reading;
  return db.transaction().execute(async transaction => {
    await sql`select pg_advisory_xact_lock(hashtext(${`figure ${campaign}/${figure}`}))`.execute(transaction);
    const booked = await listReadings(transaction, { campaign, figure });
    const last = booked.find(other => other.by === by);
    if (last !== undefined && last.state !== 'undone' && isSameReading(last, reading)) return undefined;
    const { number } = await transaction
      .insertInto('figure_readings')
      .values({
        campaign,
        figure,
        value: JSON.stringify(value),
        as_of: asOf,
        source: JSON.stringify(source),
        by,
        at,
        state,
        why: why ?? null,
      })
      .returning('number')
      .executeTakeFirstOrThrow();
    return { ...reading, number };
  });
}
