import { type Kysely, sql } from 'kysely';
import { HALTING } from '../../domain/hold.ts';
import type { Incident } from '../../domain/incident.ts';
import { holdsOver } from '../scopes.ts';
import type { IncidentTables } from './tables.ts';

type Neglect = Pick<Incident, 'subject' | 'why'>;

/** Deliveries that should have been looked at before this and were not, as one incident; a place that rests has its own. */
export async function listOverdue(db: Kysely<IncidentTables>, before: Date): Promise<readonly Neglect[]> {
  const { rows } = await sql<{ count: number; first: string; since: Date }>`
    select count(*)::integer as count, min(ring_at) as since, (array_agg(id order by ring_at, id))[1] as first
    from deliveries
    where ((state in ('planned', 'scheduled') and ring_at < ${before})
        or (state = 'publishing' and lease_until < ${before}))
      and not exists (select from circuits where circuits.place = deliveries.place and open_until > ${before})
    having count(*) > 0`.execute(db);
  return rows.map(({ count, first, since }) => ({
    subject: 'deliveries',
    why: `${count === 1 ? first : `${count} deliveries, the first ${first}`}; the time to look was ${since.toISOString()}`,
  }));
}

/** Corrections and withdrawals that were begun before this, are not finished, and that no process is at, though nobody has stopped them. */
export async function listUnfinished(db: Kysely<IncidentTables>, before: Date): Promise<readonly Neglect[]> {
  const { rows } = await sql<{
    delivery: string;
    kind: string;
    made: number;
    of: number;
    fault: string | null;
  }>`
    select delivery, kind, count(done_at)::integer as made, count(*)::integer as of,
      string_agg(distinct fault, '; ') filter (where done_at is null) as fault
    from amendments join amendment_steps using (delivery, number)
    where not ended and (correction is null or correction_approved(correction))
      and at < ${before} and coalesce(lease_until, at) < ${before}
      and (kind = 'withdraw' or not exists (
        select from holds, deliveries where deliveries.id = delivery and ${holdsOver('deliveries')}
          and holds.kind = any(${[...HALTING]}::text[])))
    group by delivery, number, kind
    order by delivery`.execute(db);
  return rows.map(({ delivery, kind, made, of, fault }) => ({
    subject: delivery,
    why: [`${kind}: ${made} of ${of} steps are made`, fault].filter(Boolean).join('; '),
  }));
}
