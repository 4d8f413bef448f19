import { type Kysely, sql } from 'kysely';
import type { Incident } from '../../domain/incident.ts';
import { nameDeliveries } from './name-deliveries.ts';
import type { IncidentTables } from './tables.ts';

/**
 * Deliveries that were due before `late` and have been tried or refused since, one incident for each network. Those that
 * nobody looked at since `due` are overdue, and a place that rests has an incident of its own.
 */
export async function listLate(
  db: Kysely<IncidentTables>,
  { late, due }: { readonly late: Date; readonly due: Date },
): Promise<readonly Pick<Incident, 'subject' | 'why'>[]> {
  const { rows } = await sql<LateRow>`
    select network, count(*)::integer as count, min(due_at) as since, min(ring_at) as next,
      (array_agg(id order by due_at, id))[1] as first, (array_agg(note order by due_at, id))[1] as note
    from deliveries
    where state = 'scheduled' and due_at < ${late} and ring_at >= ${due} and note is not null
      and not exists (select from circuits where circuits.place = deliveries.place and open_until > ${due})
    group by network`.execute(db);
  return rows.map(({ network, count, first, since, next, note }) => {
    const times = `due at ${since.toISOString()}, looked at again at ${next.toISOString()}`;
    return { subject: network, why: `${nameDeliveries(count, first)}; ${times}; ${note}` };
  });
}

interface LateRow {
  readonly network: string;
  readonly count: number;
  readonly since: Date;
  readonly next: Date;
  readonly first: string;
  readonly note: string;
}
