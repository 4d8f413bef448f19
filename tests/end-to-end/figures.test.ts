import { expect, test } from 'vitest';
import { openStage } from '../../src/sandbox/open-stage.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { until } from '../delivery/delivery-stage.ts';
import { createTestDatabase } from '../support/database.ts';
import { startBot, temporaryFolder } from './bot.ts';

test('a bot that runs holds a post with a stale figure, and sends it with the one that is set beside it', async () => {
  await using database = await createTestDatabase();
  await using folder = await temporaryFolder();
  await using stage = await openStage({ folder: folder.path, fresh: true, now: systemClock.now });
  const environment = { ...stage.environment, DATABASE_URL: database.url, LOG_LEVEL: 'warn' };
  const run = async (...args: readonly string[]) => startBot({ args, environment }).ended;
  await using bot = startBot({ environment });
  await bot.line(/The bot runs/);

  const planned = await run('schedule', 'may-21/week-before', '--at', 'now');
  expect(planned.output.match(/held/g)).toHaveLength(8);
  const asked = () => stage.telegram.chat(stage.telegram.admin).map(({ text }) => text);
  await until(
    () => asked().some(text => text.includes('political prisoners in custody, total (26 Mar 2024)')),
    30_000,
  );

  const today = new Date().toISOString().slice(0, 10);
  const set = ['figures', 'set', 'total_in_custody', '1 601', '--as-of', today, '--json'];
  const { output } = await run(...set);
  expect(JSON.parse(output).reading).toMatchObject({ value: 1601, state: 'confirmed', by: 'terminal' });
  const texts = (network: string) =>
    stage.servers
      .find(server => server.network.name === network)
      ?.network.timeline()
      .map(({ text }) => text.replaceAll(/\s/g, ' '))
      .join('\n') ?? '';
  for (const network of ['telegram', 'bluesky', 'mastodon', 'x']) {
    const both = () =>
      [/1,601 political prisoners/, /1 601 политический/].every(said => said.test(texts(network)));
    await until(both, 30_000);
    expect(texts(network)).not.toMatch(/593|2024/);
  }
}, 90_000);
