import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkReadiness } from '../../src/campaign/ready/check-readiness.ts';
import { type PlanRow, showPlan } from '../../src/campaign/show-plan.ts';
import { readSettings, type Settings } from '../../src/config.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { networks as definitions } from '../../src/networks/registry.ts';
import { openPlan } from '../../src/wiring/open-plan.ts';
import { openReady } from '../../src/wiring/open-ready.ts';
import { FOLDER } from '../../src/wiring/settings.ts';
import { createWritingBook } from '../../src/writing/create-writing-book.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { templates } from '../sources/campaign-folder.ts';
import { createTestDatabase } from '../support/database.ts';

const POSTS = `    media: [{ file: faces.png, alt: { en: Faces, ru: Лица } }]
  bare:
    title: { en: Bare, ru: Простая }
occasions:
  day:
    title: { en: The day, ru: День }
    every: 05-21
    posts: [{ post: note, at: 0d 09:00 }, { post: bare, at: 0d 10:00 }]
`;
const BARE = { 'sample/bare.en.liquid': 'Write to them.', 'sample/bare.ru.liquid': 'Пишите им.' };
const GONE = 'sample/faces.png: there is no such file: add it or correct the name.';

const settingsFor = (databaseUrl: string, templatesDir: string): Settings => ({
  ...readSettings(FOLDER, { DATABASE_URL: databaseUrl }, definitions),
  templatesDir,
});

async function rowsOf(settings: Settings): Promise<readonly PlanRow[]> {
  await using desk = await openPlan(settings);
  const from = desk.now();
  return await showPlan(desk, { from, until: new Date(from.getTime() + 366 * 86_400_000) });
}

test('a file that is missing is found by the plan and by ready, for the post that names it alone', async () => {
  await using folder = await templates(campaignFiles(POSTS, BARE));
  await using database = await createTestDatabase();
  const settings = settingsFor(database.url, folder.path);
  const missing = (rows: readonly PlanRow[], post: string) =>
    rows.filter(row => row.post === post && row.place === 'telegram-en').map(row => row.missing.slice(1));
  expect(missing(await rowsOf(settings), 'sample/note')).toEqual([[]]);

  await rm(join(folder.path, 'sample/faces.png'));
  const rows = await rowsOf(settings);
  expect(missing(rows, 'sample/note')).toEqual([[GONE]]);
  expect(missing(rows, 'sample/bare')).toEqual([[]]);

  await using desk = await openReady(settings);
  const { ready, checks } = await checkReadiness(desk, {
    occasion: 'day',
    signal: AbortSignal.timeout(20_000),
  });
  expect(ready).toBe(false);
  expect(checks.filter(({ kind }) => kind === 'media')).toEqual([
    { kind: 'media', subject: 'sample/note', verdict: 'bad', words: GONE },
  ]);
});

test('a post that was written in the chat has its parts in the plan', async () => {
  await using folder = await templates(campaignFiles());
  await using database = await createTestDatabase();
  const settings = settingsFor(database.url, folder.path);
  const book = createWritingBook({ db: database.kysely(), now: () => new Date() });
  await using desk = await openPlan(settings);
  const [note] = desk.campaigns[0]?.posts ?? [];
  if (note === undefined) throw new Error('no post');
  await book.keepPost({ campaign: 'sample', definition: { ...note, name: 'chat-1', inChat: true } });
  const due = new Date(Date.now() + 86_400_000);
  const delivery = {
    id: 'sample/chat-1@once/x-en',
    post: 'sample/chat-1',
    occurrence: 'once',
    network: 'x',
    place: 'x-en',
    language: 'en',
    dueAt: due,
    lateByMs: 3_600_000,
    giveUpAfterMs: 3_600_000,
  };
  await createLedger(database.kysely()).plan([{ delivery, draft: { parts: [] } }]);
  const rows = await rowsOf(settings);
  expect(
    rows.map(({ post, title, parts, cost }) => ({ post, title, parts, currency: cost?.currency })),
  ).toEqual([{ post: 'sample/chat-1', title: 'Note', parts: 1, currency: 'USD' }]);
});

test('the address to subscribe to is refused where the port is another one at each start', async () => {
  await using folder = await templates(campaignFiles());
  await using database = await createTestDatabase();
  const settings = settingsFor(database.url, folder.path);
  const urlOf = async (changed: Partial<Settings>) => {
    await using desk = await openPlan({ ...settings, ...changed });
    return await desk.calendarUrl();
  };
  expect(await urlOf({ port: 4000 })).toMatch(/^http:\/\/127\.0\.0\.1:4000\/calendar\/[\w-]+\.ics$/);
  expect(await urlOf({ port: 0, publicUrl: 'https://bot.example/' })).toMatch(
    /^https:\/\/bot\.example\/calendar\//,
  );
  await expect(urlOf({ port: 0 })).rejects.toThrow('PORT is 0, so the address is another one at each start');
});
