import { type Kysely, sql } from 'kysely';
import type { ShelfUse, ShelvedFile } from '../domain/writing-book.ts';
import type { WritingTables } from './tables.ts';

export async function readFile(db: Kysely<WritingTables>, id: string): Promise<ShelvedFile | undefined> {
  const row = await db.selectFrom('shelved_files').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { id, type: row.type, bytes: new Uint8Array(row.bytes) };
}

export async function shelveFile(db: Kysely<WritingTables>, { id, type, bytes }: ShelvedFile): Promise<void> {
  await db
    .insertInto('shelved_files')
    .values({ id, type, bytes: Buffer.from(bytes) })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute();
}

const SHOWN_BY_MANUSCRIPT = sql<boolean>`exists (
  select from manuscripts
  where content -> 'pictures' @> jsonb_build_array(jsonb_build_object('shelved', shelved_files.id)))`;

export async function filesWithoutManuscript(db: Kysely<WritingTables>): Promise<readonly ShelfUse[]> {
  const { rows } = await sql<ShelfUse>`
    select id, array(
      select campaign || '/' || name from written_posts
      where definition -> 'media' @> jsonb_build_array(jsonb_build_object('shelved', shelved_files.id))) as posts
    from shelved_files where not ${SHOWN_BY_MANUSCRIPT}`.execute(db);
  return rows;
}

export async function dropFiles(db: Kysely<WritingTables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from shelved_files where id = any(${[...ids]}) and not ${SHOWN_BY_MANUSCRIPT}`.execute(db);
}
