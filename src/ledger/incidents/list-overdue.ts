import { type Kysely, sql } from 'kysely';
import type { Incident } from '../../domain/incident.ts';
import { nameDeliveries } from './name-deliveries.ts';
import type { IncidentTables } from './tables.ts';

/** Deliveries that should have been looked at before this and were not, as one incident; a place that rests has its own. */
export async function listOverdue(
  db: Kysely<IncidentTables>,
  before: Date,
): Promise<readonly Pick<Incident, 'subject' | 'why'>[]> {
  const { rows } = await sql<{ count: number; first: string; since: Date }>`
    select count(*)::integer as count, min(ring_at) as since, (array_agg(id order by ring_at, id))[1] as first
    from deliveries
    where ((state in ('planned', 'scheduled') and ring_at < ${before})
        or (state = 'publishing' and lease_until < ${before}))
      and not exists (select from circuits where circuits.place = deliveries.place and open_until > ${before})
    having count(*) > 0`.execute(db);
  return rows.map(({ count, first, since }) => ({
    subject: 'deliveries',
    why: `${nameDeliveries(count, first)}; the time to look was ${since.toISOString()}`,
  }));
}
