import type { Kysely } from 'kysely';
import type { FigureNews } from '../domain/figure-book.ts';
import { listReadings } from './list-readings.ts';
import { toSource } from './source-visits.ts';
import type { FigureTables } from './tables.ts';

/** What the admins have not heard of yet: readings that wait for their word, sources that broke. */
export async function listUntold(
  db: Kysely<FigureTables>,
  limit: number,
  repeatBefore: Date = new Date(0),
): Promise<readonly FigureNews[]> {
  const waiting = await listReadings(db, { states: ['waiting'], toldBefore: repeatBefore });
  const broken = await db
    .selectFrom('figure_sources')
    .selectAll()
    .where('fault', 'is not', null)
    .where('told_at', 'is', null)
    .orderBy('checked_at')
    .execute();
  return [
    ...waiting.toReversed().map(reading => ({ kind: 'reading waits' as const, reading })),
    ...broken.map(row => ({ kind: 'source broken' as const, source: toSource(row) })),
  ].slice(0, limit);
}

export async function markTold(db: Kysely<FigureTables>, news: FigureNews, at: Date): Promise<void> {
  if (news.kind === 'reading waits') {
    await db
      .updateTable('figure_readings')
      .set({ told_at: at })
      .where('number', '=', news.reading.number)
      .execute();
    return;
  }
  const { campaign, figure, url } = news.source;
  await db
    .updateTable('figure_sources')
    .set({ told_at: at })
    .where('campaign', '=', campaign)
    .where('figure', '=', figure)
    .where('url', '=', url)
    .where('fault', 'is not', null)
    .execute();
}
