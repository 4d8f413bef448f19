import { type QueryExecutorProvider, sql } from 'kysely';
import type { Incident, IncidentKind } from '../../domain/incident.ts';

/** They are over; what the admins have not heard of they hear all the same. */
export async function endIncidents(
  db: QueryExecutorProvider,
  kind: IncidentKind,
  subjects: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return;
  const these = sql`kind = ${kind} and subject = any(${[...subjects]}::text[])`;
  await sql`delete from incidents where ${these} and told_at is not null`.execute(db);
  await sql`update incidents set over = true where ${these}`.execute(db);
}

/** Over by now, and told where the admins have not heard of it while it lasted. */
export async function noteEnded(db: QueryExecutorProvider, { kind, subject, why }: Incident): Promise<void> {
  await sql`insert into incidents (kind, subject, why, over) values (${kind}, ${subject}, ${why}, true)
    on conflict (kind, subject) do nothing`.execute(db);
}
