import { type Kysely, type Selectable, sql } from 'kysely';
import type { SourceState } from '../domain/figure-book.ts';
import type { FigureTables, SourcesTable } from './tables.ts';

/** A source that keeps failing has been told of already; one that worked in between is told of again. */
export async function noteVisit(db: Kysely<FigureTables>, visit: SourceState): Promise<void> {
  const { campaign, figure, url, checkedAt, etag, lastModified, fault } = visit;
  const row = {
    checked_at: checkedAt,
    etag: etag ?? null,
    last_modified: lastModified ?? null,
    fault: fault ?? null,
  };
  await db
    .insertInto('figure_sources')
    .values({ campaign, figure, url, ...row })
    .onConflict(conflict =>
      conflict.columns(['campaign', 'figure', 'url']).doUpdateSet({
        ...row,
        told_at: sql<Date | null>`case when figure_sources.fault is null then null else figure_sources.told_at end`,
      }),
    )
    .execute();
}

export async function listSources(db: Kysely<FigureTables>): Promise<readonly SourceState[]> {
  return (await db.selectFrom('figure_sources').selectAll().execute()).map(toSource);
}

export function toSource(row: Selectable<SourcesTable>): SourceState {
  return {
    campaign: row.campaign,
    figure: row.figure,
    url: row.url,
    checkedAt: row.checked_at,
    ...(row.etag === null ? {} : { etag: row.etag }),
    ...(row.last_modified === null ? {} : { lastModified: row.last_modified }),
    ...(row.fault === null ? {} : { fault: row.fault }),
  };
}
