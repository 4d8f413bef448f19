import type { Kysely } from 'kysely';
import type { WritingBook } from '../domain/writing-book.ts';
import { dropFiles, filesWithoutManuscript, readFile, shelveFile } from './file-shelf.ts';
import { keepManuscript } from './keep-manuscript.ts';
import type { WritingTables } from './tables.ts';

export interface WritingBookDependencies {
  readonly db: Kysely<WritingTables>;
  readonly now: () => Date;
}

export function createWritingBook({ db, now }: WritingBookDependencies): WritingBook {
  return {
    async manuscript(member) {
      const row = await db
        .selectFrom('manuscripts')
        .select('content')
        .where('member', '=', member)
        .executeTakeFirst();
      return row?.content;
    },
    keep: (manuscript, file) => keepManuscript(db, manuscript, file, now()),
    async drop(member) {
      await db.deleteFrom('manuscripts').where('member', '=', member).execute();
    },
    async dropOld(before) {
      await db.deleteFrom('manuscripts').where('changed_at', '<', before).execute();
    },
    async posts() {
      const rows = await db
        .selectFrom('written_posts')
        .select(['campaign', 'definition'])
        .orderBy('name')
        .execute();
      return rows;
    },
    async keepPost({ campaign, definition }) {
      const row = { definition: JSON.stringify(definition) };
      await db
        .insertInto('written_posts')
        .values({ campaign, name: definition.name, ...row })
        .onConflict(conflict => conflict.columns(['campaign', 'name']).doUpdateSet(row))
        .execute();
    },
    shelve: file => shelveFile(db, file),
    file: id => readFile(db, id),
    filesWithoutManuscript: () => filesWithoutManuscript(db),
    dropFiles: ids => dropFiles(db, ids),
  };
}
