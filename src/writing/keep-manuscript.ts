import type { Kysely } from 'kysely';
import type { Manuscript } from '../domain/manuscript.ts';
import type { ShelvedFile } from '../domain/writing-book.ts';
import { shelveFile } from './file-shelf.ts';
import type { WritingTables } from './tables.ts';

/** File and manuscript at once, so that no sweep finds a file that nobody shows yet. */
export async function keepManuscript(
  db: Kysely<WritingTables>,
  manuscript: Manuscript,
  file: ShelvedFile | undefined,
  now: Date,
): Promise<void> {
  const row = { content: JSON.stringify(manuscript), changed_at: now };
  await db.transaction().execute(async transaction => {
    await transaction
      .insertInto('manuscripts')
      .values({ member: manuscript.member, ...row })
      .onConflict(conflict => conflict.column('member').doUpdateSet(row))
      .execute();
    if (file !== undefined) await shelveFile(transaction, file);
  });
}
