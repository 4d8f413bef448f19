import { type Kysely, sql } from 'kysely';
import type { Incident, IncidentBook, IncidentKind } from '../../domain/incident.ts';
import { endIncidents } from './end-incidents.ts';
import { listLate } from './list-late.ts';
import { listOverdue } from './list-overdue.ts';
import { listUnfinished } from './list-unfinished.ts';
import type { IncidentTables } from './tables.ts';

export function createIncidentBook(db: Kysely<IncidentTables>): IncidentBook {
  return {
    raise: incident => raise(db, incident),
    clear: (kind, subject) => endIncidents(db, kind, [subject]),
    keep: (kind, all) => keep(db, kind, all),
    async lookForNeglect({ due, begun, late }) {
      await keep(db, 'overdue', await listOverdue(db, due));
      if (late !== undefined) await keep(db, 'late', await listLate(db, { late, due }));
      const unfinished = await listUnfinished(db, begun);
      await keep(
        db,
        'amendment',
        unfinished,
        unfinished.filter(({ held }) => !held),
      );
    },
    untold: limit => listUntold(db, limit),
    markTold: (incident, at) => markTold(db, incident, at),
  };
}

async function raise(db: Kysely<IncidentTables>, { kind, subject, why }: Incident): Promise<void> {
  await sql`insert into incidents (kind, subject, why) values (${kind}, ${subject}, ${why})
    on conflict (kind, subject) do update set over = false, why = excluded.why where incidents.over`.execute(
    db,
  );
}

/** `news`: what of it the admins hear of, where they have not yet. */
async function keep(
  db: Kysely<IncidentTables>,
  kind: IncidentKind,
  all: readonly Pick<Incident, 'subject' | 'why'>[],
  news = all,
): Promise<void> {
  const known = await db
    .selectFrom('incidents')
    .select('subject')
    .where('kind', '=', kind)
    .where('over', '=', false)
    .execute();
  const still = new Set(all.map(({ subject }) => subject));
  await endIncidents(
    db,
    kind,
    known.map(({ subject }) => subject).filter(subject => !still.has(subject)),
  );
  for (const incident of news) await raise(db, { kind, ...incident });
}

function listUntold(db: Kysely<IncidentTables>, limit: number): Promise<readonly Incident[]> {
  return db
    .selectFrom('incidents')
    .select(['kind', 'subject', 'why'])
    .where('told_at', 'is', null)
    .orderBy('since')
    .orderBy('subject')
    .limit(limit)
    .execute();
}

async function markTold(db: Kysely<IncidentTables>, { kind, subject }: Incident, at: Date): Promise<void> {
  const it = { kind, subject };
  await db
    .deleteFrom('incidents')
    .where(eb => eb.and(it))
    .where('over', '=', true)
    .execute();
  await db
    .updateTable('incidents')
    .set({ told_at: at })
    .where(eb => eb.and(it))
    .execute();
}
