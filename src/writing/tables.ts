import type { ColumnType } from 'kysely';
import type { PostDefinition } from '../domain/campaign.ts';
import type { Manuscript } from '../domain/manuscript.ts';

type JsonColumn<T> = ColumnType<T, string, string>;

/** What the writing book keeps; `src/storage/migrations` makes it. */
export interface WritingTables {
  manuscripts: {
    member: string;
    content: JsonColumn<Manuscript>;
    changed_at: Date;
  };
  written_posts: {
    campaign: string;
    name: string;
    definition: JsonColumn<PostDefinition>;
  };
  shelved_files: {
    id: string;
    type: string;
    bytes: Buffer;
  };
}
