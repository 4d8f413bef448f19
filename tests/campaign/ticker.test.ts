import { expect, test } from 'vitest';
import { createFigureKeeper } from '../../src/campaign/figures/keep-figures.ts';
import { openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const DAY_MS = 86_400_000;

test('the ticker goes out when a figure that it states changed, at most once a day, and says what was set last', async () => {
  const files = campaignFiles(
    '    networks: [mastodon]\nticker: { post: note, after: 10m }\n',
    Object.fromEntries(
      ['en', 'ru'].map(language => [
        `sample/note.${language}.liquid`,
        '{{ figures.women | count }} {{ figures.women | as_of }}',
      ]),
    ),
  );
  await using stage = await openHouseOnStage({ files, holdsStale: true });
  const keeper = createFigureKeeper(stage.house);
  const today = () => stage.clock.now().toISOString().slice(0, 10);
  const set = async (value: string, asOf = today()) => {
    await stage.useCases.figures.set({ figure: 'women', value, asOf, by: '7' });
    expect(await keeper.refresh()).toEqual([]);
  };
  const planned = () => stage.house.ledger.list({ post: 'sample/note' });
  const occurrences = async () => [...new Set((await planned()).map(({ occurrence }) => occurrence))];
  const said = () => stage.timeline('mastodon').map(({ text }) => text.replaceAll('\u00a0', ' '));

  await keeper.refresh();
  expect(await planned()).toEqual([]);
  await set('201');
  await set('202');
  expect(await occurrences()).toHaveLength(1);
  await stage.deliverAll();
  expect(said().filter(text => text.includes('202 women'))).toHaveLength(1);
  expect(said().join()).not.toContain('201 women');

  await set('203');
  expect(await occurrences()).toHaveLength(1);
  stage.clock.turn(DAY_MS);
  await set('203', today());
  expect(await occurrences()).toHaveLength(2);
  await stage.deliverAll();
  expect(said().filter(text => text.includes('203 women'))).toHaveLength(1);

  stage.clock.turn(DAY_MS);
  await set('203', today());
  expect(await occurrences()).toHaveLength(2);
});
