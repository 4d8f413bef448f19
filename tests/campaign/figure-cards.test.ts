import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Post } from '../../src/domain/post.ts';
import { expectClean } from '../media/expect-clean.ts';
import { type HouseOnStage, openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const FILES = campaignFiles(`    cards:
      - { figures: [women], size: square }
`);

let stage: HouseOnStage;
beforeAll(async () => {
  stage = await openHouseOnStage({ files: FILES });
  await stage.useCases.schedule({ post: 'sample/note', at: stage.clock.now(), admin: '1' });
  await stage.deliverAll();
});
afterAll(() => stage[Symbol.asyncDispose]());

const ALT = {
  en: 'Sample. Women: 198 women, as of 26 March 2024. Source: one.example.',
  ru: 'Пример. Женщины: 198 женщин, на 26 марта 2024 года. Источник: one.example.',
};

test.each(['telegram', 'bluesky', 'mastodon', 'x'])(
  '%s shows the card of each language with its alt text',
  async network => {
    const posts = stage.timeline(network);
    expect(posts).toHaveLength(2);
    for (const { language = 'en', media, text } of posts) {
      const alt = ALT[language === 'ru' ? 'ru' : 'en'];
      const [card, ...others] = media;
      expect(others).toEqual([]);
      const said = network === 'telegram' ? text : card?.alt;
      expect(said?.replaceAll('\u00a0', ' ')).toContain(alt);
      await expectClean(card?.bytes ?? new Uint8Array());
    }
  },
);

test('a post states the figures of its cards, and waits for them like for those of its text', async () => {
  const [delivery] = await stage.house.ledger.list({ post: 'sample/note' });
  const post = await stage.house.ledger.frozenPost(delivery?.occurrence ?? '', 'sample/note', 'en');
  expect(post?.figures.map(({ id }) => id)).toEqual(['women']);
  await using strict = await openHouseOnStage({ files: FILES, holdsStale: true });
  await strict.useCases.schedule({ post: 'sample/note', at: strict.clock.now(), admin: '1' });
  const states = (await strict.house.ledger.list({})).map(({ state, heldBy }) => `${state} ${heldBy}`);
  expect(new Set(states)).toEqual(new Set(['held stale figure']));
});

test('the picture is drawn from what was frozen, also after the figure has changed', async () => {
  const { house, clock, useCases } = stage;
  const at = new Date(clock.now().getTime() + 60_000);
  await useCases.schedule({ post: 'sample/note', at, admin: '1', occurrence: 'later' });
  const pictureOf = async ({ media: [card] }: Post) => {
    if (card === undefined) throw new Error('no picture');
    return Buffer.from((await house.prepareMedia(card, 'x')).bytes);
  };
  const frozen = await house.ledger.frozenPost('later', 'sample/note', 'en');
  const before = stage.timeline('x').find(({ language }) => language === 'en')?.media[0]?.bytes;
  const reopened = await stage.reopen({
    ...FILES,
    'sample/figures.yaml': String(FILES['sample/figures.yaml']).replace('value: 198', 'value: 199'),
  });
  const [campaign] = reopened.house.campaigns;
  const [definition] = campaign?.posts ?? [];
  if (campaign === undefined || definition === undefined || frozen === undefined) throw new Error('no post');
  const changed = reopened.house.render(campaign, definition, 'en');
  expect(await pictureOf(frozen)).toEqual(Buffer.from(before ?? []));
  expect(await pictureOf(changed)).not.toEqual(Buffer.from(before ?? []));
  expect(changed.media[0]?.id).not.toBe(frozen.media[0]?.id);
});

test('words that no card holds refuse the post when it is planned', async () => {
  const endless = 'solidarity'.repeat(12);
  await using crowded = await openHouseOnStage({
    files: {
      ...FILES,
      'sample/figures.yaml': String(FILES['sample/figures.yaml']).replace('en: women,', `en: ${endless},`),
    },
  });
  const scheduled = crowded.useCases.schedule({ post: 'sample/note', at: crowded.clock.now(), admin: '1' });
  await expect(scheduled).rejects.toThrow('has too many words to be legible');
  expect(await crowded.house.ledger.list({})).toEqual([]);
});
