import { type Kysely, sql } from 'kysely';
import type { FigureBook } from '../domain/figure-book.ts';
import { decideReading } from './decide-reading.ts';
import { listReadings } from './list-readings.ts';
import { listUntold, markTold } from './list-untold.ts';
import { recordReading } from './record-reading.ts';
import { listSources, noteVisit } from './source-visits.ts';
import type { FigureTables } from './tables.ts';

export function createFigureBook(db: Kysely<FigureTables>): FigureBook {
  return {
    record: reading => recordReading(db, reading),
    readings: filter => listReadings(db, filter),
    decide: (reading, from, to, by, at) => decideReading(db, { reading, from, to, by, at }),
    revision: () => readRevision(db),
    sources: () => listSources(db),
    noteVisit: visit => noteVisit(db, visit),
    untold: (limit, repeatBefore) => listUntold(db, limit, repeatBefore),
    markTold: (news, at) => markTold(db, news, at),
  };
}

async function readRevision(db: Kysely<FigureTables>): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select coalesce((select max(number) from figure_readings), 0) || '/' ||
      coalesce((select max(number) from figure_decisions), 0) as revision`.execute(db);
  return rows[0]?.revision ?? '';
}
