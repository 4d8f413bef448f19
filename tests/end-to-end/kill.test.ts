import { expect, test } from 'vitest';
import type { DeliveryReport } from '../../src/commands/delivery-report.ts';
import { startBot, temporaryFolder } from './bot.ts';

interface Shown {
  readonly network: string;
  readonly id: string;
  readonly url: string;
  readonly text: string;
  readonly replyTo?: string;
}

/** Two rehearsals, each a quarter of a minute, one of them cut short. */
const PATIENCE_MS = 150_000;

const POSTS = 6;

async function timelines(page: string): Promise<readonly Shown[]> {
  const url = /http:\S+/.exec(page)?.[0];
  const response = await fetch(new URL('timelines.json', url));
  return (await response.json()) as readonly Shown[];
}

test('after kill -9 in the middle, the next start finishes: every part is there once, in order', {
  timeout: PATIENCE_MS,
}, async () => {
  await using folder = await temporaryFolder();
  const environment = { DATA_DIR: folder.path };
  await using killed = startBot({ environment });
  await killed.line(/part published +bluesky +en +may-21\/morning +3\//);
  killed.process.kill('SIGKILL');
  await killed.ended;

  await using bot = startBot({ environment });
  await bot.line(/48 of 48 published/);
  const shown = await timelines(await bot.line(/The page is at/));
  const texts = shown.map(({ network, text }) => `${network} ${text}`);
  expect(new Set(texts).size).toBe(texts.length);
  for (const network of ['bluesky', 'mastodon', 'x']) {
    const own = shown.filter(post => post.network === network);
    const roots = own.filter(({ replyTo }) => replyTo === undefined);
    expect(roots, network).toHaveLength(POSTS * 2);
    // Each thread is one chain: nothing is replied to twice.
    const parents = own.flatMap(({ replyTo }) => (replyTo === undefined ? [] : [replyTo]));
    expect(new Set(parents).size, network).toBe(parents.length);
  }
  bot.process.kill('SIGTERM');
  expect((await bot.ended).code).toBe(0);

  await using report = startBot({ args: ['start', '--once', '--json'], environment });
  const { code, output } = await report.ended;
  expect(code).toBe(0);
  expect((JSON.parse(output) as DeliveryReport).deliveries).toHaveLength(48);
});
