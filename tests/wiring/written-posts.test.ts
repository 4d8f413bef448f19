import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApp } from '../../src/app.ts';
import { checkPosts } from '../../src/campaign/check-posts.ts';
import { previewPost } from '../../src/campaign/preview-post.ts';
import { readSettings, type Settings } from '../../src/config.ts';
import type { PostDefinition } from '../../src/domain/campaign.ts';
import { networks as definitions } from '../../src/networks/registry.ts';
import { openStudio } from '../../src/wiring/open-studio.ts';
import { FOLDER } from '../../src/wiring/settings.ts';
import { createWritingBook } from '../../src/writing/create-writing-book.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { templates } from '../sources/campaign-folder.ts';
import { createTestDatabase } from '../support/database.ts';

const CREDENTIALS = {
  MASTODON_URL: 'http://127.0.0.1:9',
  MASTODON_ACCESS_TOKEN: 'a-token-of-a-test',
};

/** A post of one language, as the chat keeps it. */
const written = (name: string, text: string): PostDefinition => ({
  name,
  inChat: true,
  titles: { en: name },
  languages: ['en'],
  texts: {
    en: {
      text: { file: `${name}.en`, source: '' },
      byNetwork: {},
      written: [{ kind: 'paragraph', segments: [{ kind: 'text', text }] }],
    },
  },
  media: [],
  options: {},
  evergreen: true,
  lateByMs: 3_600_000,
  giveUpAfterMs: 3_600_000,
});

async function stage() {
  const opened = new AsyncDisposableStack();
  const folder = opened.use(await templates(campaignFiles()));
  const database = opened.use(await createTestDatabase());
  const environment = { ...CREDENTIALS, DATABASE_URL: database.url, LOG_LEVEL: 'silent' };
  const settings: Settings = {
    ...readSettings(FOLDER, environment, definitions),
    dataDir: join(folder.path, '.data'),
    templatesDir: folder.path,
  };
  const book = createWritingBook({ db: database.kysely(), now: () => new Date() });
  return {
    settings,
    keep: (definition: PostDefinition) => book.keepPost({ campaign: 'sample', definition }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

test('a post that was written in the chat can be previewed, in the languages that it has', async () => {
  await using house = await stage();
  await house.keep(written('chat-1', 'Written in the chat.'));
  const studio = await openStudio(house.settings);
  const rows = await previewPost(studio, { post: 'sample/chat-1' });
  expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(['en']));
  expect(rows.map(row => JSON.stringify(row.parts).includes('Written in the chat.'))).toEqual(
    rows.map(() => true),
  );
  await expect(previewPost(studio, { post: 'sample/chat-1', language: 'ru' })).rejects.toThrow(
    'sample/chat-1 has no text in "ru": it is written in en.',
  );
});

test('a post of the chat that a network refuses is found by check, under its name', async () => {
  await using house = await stage();
  const before = await checkPosts(await openStudio(house.settings));
  await house.keep(written('chat-2', 'x'.repeat(5000)));
  const { faults, composed } = await checkPosts(await openStudio(house.settings));
  expect(composed).toBe(before.composed + 4);
  expect(faults.filter(fault => fault.startsWith('sample/chat-2 (en): '))).not.toEqual([]);
});

test('a post of the chat can be scheduled from the command line', async () => {
  await using house = await stage();
  await house.keep(written('chat-3', 'Written in the chat.'));
  await using app = await openApp(house.settings, { only: 'planning' });
  const time = await app.useCases.understandTime({ post: 'sample/chat-3', when: '2040-05-21 09:00' });
  if (typeof time !== 'object') throw new Error(time);
  await app.start();
  const { deliveries } = await app.useCases.schedule({ post: 'sample/chat-3', at: time.at, admin: 'system' });
  expect(deliveries.map(({ place, language }) => `${place} ${language}`)).toEqual(['mastodon-en en']);
});
