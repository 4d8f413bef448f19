import { cp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { previewPost } from '../../src/campaign/preview-post.ts';
import { readSettings } from '../../src/config.ts';
import { networks } from '../../src/networks/registry.ts';
import { openStudio } from '../../src/wiring/open-studio.ts';
import { startBot, temporaryFolder } from './bot.ts';

/** One sentence on standard error, nothing on standard output, exit code 2, no stack trace. */
async function refusal(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  await using folder = await temporaryFolder();
  await using bot = startBot({
    args,
    environment: { DATA_DIR: folder.path, LOG_LEVEL: 'silent', ...environment },
  });
  const { code, output, errors } = await bot.ended;
  expect(errors).not.toMatch(/\n\s+at /);
  expect(output).toBe('');
  expect(code, errors).toBe(2);
  return errors.trim();
}

test.each([
  [['preview', 'june/morning'], 'There is no campaign "june": use one of may-21, as in may-21/week-before.'],
  [['prewiev', 'may-21/eve'], /^There is no command "prewiev": use one of start, preview, /],
])('%j gets one sentence with what is known', async (args, sentence) => {
  expect(await refusal(args)).toMatch(sentence);
});

test.each([
  [
    { post: 'may-21/noon' },
    /^There is no post "may-21\/noon" in the campaign may-21: use one of may-21\/week-before, /,
  ],
  [{ post: 'may-21/eve', language: 'fr' }, /has no language "fr": use one of en, ru/],
  [{ post: 'may-21/eve', network: 'y' }, /no network "y": use one of telegram, bluesky, mastodon, x/],
])('a preview of %j gets one sentence with what is known', async (request, sentence) => {
  const studio = await openStudio(readSettings(process.cwd(), {}, networks));
  await expect(async () => previewPost(studio, request)).rejects.toThrow(sentence);
});

test('a setting that is wrong or half given is named, its value never', async () => {
  const errors = await refusal(['start', '--once'], {
    BLUESKY_IDENTIFIER: 'campaign.example',
    MASTODON_URL: 'ftp://hidden-value',
    PORT: 'eighty',
  });
  expect(errors.split('\n')).toEqual([
    'PORT is not a port: give a number from 0 to 65535 (0: any free one).',
    expect.stringMatching(/^BLUESKY_APP_PASSWORD is missing, but BLUESKY_IDENTIFIER is given: /),
    expect.stringMatching(/^MASTODON_URL is not an address that can be used: /),
  ]);
  expect(errors).not.toContain('hidden-value');
});

test('a database that cannot be reached is named without its password', async () => {
  const errors = await refusal(['start', '--once'], {
    DATABASE_URL: 'postgres://me:secretword@127.0.0.1:1/none',
  });
  expect(errors).toMatch(/^DATABASE_URL cannot be reached/);
  expect(errors).not.toContain('secretword');
});

test('a port in use ends the start before anything goes out', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await refusal(['start', '--once'], { PORT: String(port) })).toBe(
    `Port ${port} is in use by another program: stop it, or set PORT to a free one.`,
  );
  server.close();
});

test('a DATA_DIR that another running bot uses is refused', { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  await using running = startBot({ environment: { DATA_DIR: folder.path } });
  await running.line(/The page is at/);
  expect(await refusal(['start', '--once'], { DATA_DIR: folder.path })).toMatch(
    /^DATA_DIR \(.+\) is used by another running bot: /,
  );
  running.process.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
});

test('a DATA_DIR that is a file is refused', async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'file');
  await writeFile(path, '');
  expect(await refusal(['start', '--once'], { DATA_DIR: path })).toMatch(/^DATA_DIR \(.+\) is a file/);
});

test.each([
  [
    'a text that names a figure which nobody defines',
    'eve.en.liquid',
    '{{ figures.nobody | count }}',
    /eve\.en\.liquid:1.+nobody/,
  ],
  ['malformed YAML', 'campaign.yaml', 'titles: {en: "x', /campaign\.yaml:\d+/],
  ['a translation that is missing', 'eve.ru.liquid', undefined, /eve.+ru/],
])('%s: the campaign is refused whole, by file', async (_what, file, text, sentence) => {
  await using folder = await temporaryFolder();
  const campaign = join(folder.path, 'may-21');
  await cp('templates/may-21', campaign, { recursive: true });
  if (text === undefined) await rm(join(campaign, file));
  else await writeFile(join(campaign, file), text);
  const environment = { TEMPLATES_DIR: folder.path };
  expect(await refusal(['preview', 'may-21/morning'], environment)).toMatch(sentence);
});
