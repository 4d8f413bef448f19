import { expect, test } from 'vitest';
import type { DeliveryReport } from '../../src/commands/delivery-report.ts';
import { startBot, temporaryFolder } from './bot.ts';

const POSTS = ['week-before', 'eve', 'morning', 'women', 'evening', 'ticker'].map(name => `may-21/${name}`);
/** A rehearsal keeps Telegram's limits: six posts in a channel take a quarter of a minute. */
const PATIENCE_MS = 150_000;

const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'];

test('start --once --json publishes every post on all networks in both languages, and prints nothing else', {
  timeout: PATIENCE_MS,
}, async () => {
  await using folder = await temporaryFolder();
  await using bot = startBot({ args: ['start', '--once', '--json'], environment: { DATA_DIR: folder.path } });
  const { code, output, errors } = await bot.ended;
  expect(code, errors).toBe(0);
  const { deliveries, figures } = JSON.parse(output) as DeliveryReport;
  const expected = POSTS.flatMap(post =>
    NETWORKS.flatMap(network => ['en', 'ru'].map(language => `${post} ${network} ${language} published`)),
  );
  const got = deliveries.map(
    ({ post, network, language, state }) => `${post} ${network} ${language} ${state}`,
  );
  expect(got.sort()).toEqual(expected.sort());
  expect(deliveries.every(({ parts }) => parts.every(({ id, url }) => id !== null && url !== null))).toBe(
    true,
  );
  expect(figures.find(({ id }) => id === 'women_in_custody')).toMatchObject({
    value: 198,
    asOf: '2024-03-26',
  });
  expect(figures.find(({ id }) => id === 'emigrated')).toMatchObject({ value: '143600-171900' });
});
