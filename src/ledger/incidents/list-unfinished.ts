import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { HALTING } from '../../domain/hold.ts';
import type { Incident } from '../../domain/incident.ts';
import { holdsOver } from '../scopes.ts';

/** A correction or withdrawal of which steps are not made. */
export interface Unfinished extends Pick<Incident, 'subject' | 'why'> {
  /** It goes on when what holds it is lifted. */
  readonly held: boolean;
}

const held = sql`kind <> 'withdraw' and exists (select from holds, deliveries
  where deliveries.id = delivery and ${holdsOver('deliveries')} and holds.kind = any(${[...HALTING]}::text[]))`;

/** Those that were begun before this, and that no process is at. */
export function listUnfinished(db: QueryExecutorProvider, before: Date): Promise<readonly Unfinished[]> {
  return select(
    db,
    sql`(correction is null or correction_approved(correction))
      and at < ${before} and coalesce(lease_until, at) < ${before}`,
  );
}

/** Those of corrections that members have approved. */
export function listUnfinishedOf(
  db: QueryExecutorProvider,
  corrections: readonly string[],
): Promise<readonly Unfinished[]> {
  return select(db, sql`correction = any(${[...corrections]}::text[])`);
}

async function select(db: QueryExecutorProvider, which: RawBuilder<unknown>): Promise<readonly Unfinished[]> {
  const { rows } = await sql<{
    delivery: string;
    kind: string;
    made: number;
    of: number;
    fault: string | null;
    held: boolean;
  }>`
    select delivery, kind, count(done_at)::integer as made, count(*)::integer as of,
      string_agg(distinct fault, '; ') filter (where done_at is null) as fault, ${held} as held
    from amendments join amendment_steps using (delivery, number)
    where not ended and ${which}
    group by delivery, number, kind
    order by delivery`.execute(db);
  return rows.map(({ delivery, kind, made, of, fault, held }) => ({
    subject: delivery,
    why: [`${kind}: ${made} of ${of} steps are made`, fault].filter(Boolean).join('; '),
    held: held && fault === null,
  }));
}
