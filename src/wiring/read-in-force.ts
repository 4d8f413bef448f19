import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { campaignsInForce } from '../campaign/figures/campaigns-in-force.ts';
import { openWrittenPosts } from '../campaign/writing/written-posts.ts';
import type { Settings } from '../config.ts';
import type { Campaign } from '../domain/campaign.ts';
import { createFigureBook } from '../figures/create-figure-book.ts';
import { systemClock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { openStorage } from '../storage/open-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { createWritingBook } from '../writing/create-writing-book.ts';

/** What the database has to say of the campaigns, for a command that keeps it open no longer than it reads. */
export interface InForce {
  /** With the figures that are in force, and the posts that were written in the chat. */
  readonly campaigns: readonly Campaign[];
  /** The bytes of a file that came through the chat. */
  readonly fetchFile: (id: string) => Promise<Uint8Array | undefined>;
}

/** Makes no database where there is none yet: then the files say everything. */
export async function readInForce(
  settings: Pick<Settings, 'dataDir' | 'databaseUrl'>,
  campaigns: readonly Campaign[],
  log: Log,
): Promise<InForce> {
  const begun = settings.databaseUrl !== undefined || existsSync(join(settings.dataDir, 'postgres'));
  if (!begun) return { campaigns, fetchFile: async () => undefined };
  await using storage = await openStorage({ ...settings, log });
  return {
    campaigns: await campaignsInForce({
      campaigns,
      book: createFigureBook(storage.kysely()),
      written: await openWrittenPosts(writingOf(storage)),
    }),
    async fetchFile(id) {
      await using again = await openStorage({ ...settings, log });
      return (await writingOf(again).file(id))?.bytes;
    },
  };
}

const writingOf = (storage: Storage) => createWritingBook({ db: storage.kysely(), now: systemClock.now });
