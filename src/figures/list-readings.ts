import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { BookedReading, ReadingFilter, ReadingState } from '../domain/figure-book.ts';
import type { FigureTables, ReadingsTable } from './tables.ts';

/** The last word on a reading, or what it was booked as. */
export function stateOf(readings: string): RawBuilder<ReadingState> {
  const of = (column: string) => sql.ref(`${readings}.${column}`);
  return sql<ReadingState>`coalesce((select state from figure_decisions where reading = ${of('number')}
    order by number desc limit 1), ${of('state')})`;
}

/** The newest first. */
export async function listReadings(
  db: Kysely<FigureTables>,
  { campaign, figure, states, toldBefore }: ReadingFilter & { readonly toldBefore?: Date },
): Promise<readonly BookedReading[]> {
  let query = db
    .selectFrom('figure_readings')
    .leftJoinLateral(
      select =>
        select
          .selectFrom('figure_decisions')
          .select(['figure_decisions.by as decided_by', 'figure_decisions.at as decided_at'])
          .whereRef('figure_decisions.reading', '=', 'figure_readings.number')
          .orderBy('figure_decisions.number', 'desc')
          .limit(1)
          .as('last'),
      join => join.onTrue(),
    )
    .selectAll('figure_readings')
    .select(['last.decided_by', 'last.decided_at'])
    .select(stateOf('figure_readings').as('state_now'))
    .orderBy('figure_readings.number', 'desc');
  if (campaign !== undefined) query = query.where('campaign', '=', campaign);
  if (figure !== undefined) query = query.where('figure', '=', figure);
  if (states !== undefined) query = query.where(stateOf('figure_readings'), 'in', [...states]);
  if (toldBefore !== undefined) {
    query = query.where(({ or, eb }) => or([eb('told_at', 'is', null), eb('told_at', '<', toldBefore)]));
  }
  return (await query.execute()).map(toReading);
}

interface ReadingRow extends Selectable<ReadingsTable> {
  readonly state_now: ReadingState;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
}

function toReading(row: ReadingRow): BookedReading {
  const { decided_by: by, decided_at: at } = row;
  return {
    number: row.number,
    campaign: row.campaign,
    figure: row.figure,
    value: row.value,
    asOf: row.as_of,
    source: row.source,
    by: row.by,
    at: row.at,
    state: row.state_now,
    ...(row.why === null ? {} : { why: row.why }),
    ...(by === null || at === null ? {} : { decided: { by, at } }),
  };
}
