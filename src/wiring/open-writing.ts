import type { House } from '../campaign/house.ts';
import { openWrittenPosts } from '../campaign/writing/written-posts.ts';
import type { Clock } from '../shared/clock.ts';
import type { Storage } from '../storage/storage.ts';
import { createWritingBook } from '../writing/create-writing-book.ts';
import { openPreviewArtist } from './open-preview-artist.ts';

export interface Writing {
  /** What the house has of it. */
  readonly house: Pick<House, 'writing' | 'written' | 'cleanFile' | 'drawPreview'>;
  /** The bytes of a file that came through the chat. */
  readonly fetchFile: (id: string) => Promise<Uint8Array | undefined>;
}

/** What was written in the chat, from the database. */
export async function openWriting(storage: Pick<Storage, 'kysely'>, { now }: Clock): Promise<Writing> {
  const book = createWritingBook({ db: storage.kysely(), now });
  return {
    house: {
      writing: book,
      written: await openWrittenPosts(book),
      cleanFile: async (bytes, name) => (await import('../media/clean-file.ts')).cleanFile(bytes, name),
      drawPreview: openPreviewArtist(),
    },
    fetchFile: async id => (await book.file(id))?.bytes,
  };
}
