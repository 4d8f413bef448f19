import { expect, test } from 'vitest';
import { checkPosts, composeAll } from '../../src/campaign/check-posts.ts';
import { openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

async function check(post: string, texts = {}) {
  await using stage = await openHouseOnStage({ files: campaignFiles(post, texts) });
  expect(composeAll(stage.house).faults).toEqual((await checkPosts(stage.house)).faults);
  return checkPosts(stage.house);
}

test('a campaign that every network takes has no faults', async () => {
  expect(await check('')).toEqual({ faults: [], composed: 8 });
});

test.each([
  ['visibility: unlisted', ['telegram', 'bluesky', 'x'], 'visibility'],
  ['replies: mentioned', ['telegram', 'mastodon'], 'replies'],
])('%s is refused where the network has it not, with file and way out', async (option, networks, name) => {
  const { faults } = await check(`    options: { ${option} }\n`);
  expect(faults).toHaveLength(networks.length * 2);
  for (const network of networks) {
    const found = faults.find(
      fault => fault.startsWith('sample/note.en.liquid:') && fault.includes(`which ${network} has not`),
    );
    expect(found, network).toContain(`asks for “${name}”`);
    expect(found, network).toContain('optionsFor');
  }
});

test('a content warning is refused wherever the text would stand unfolded', async () => {
  const { faults } = await check('    contentWarning: { en: Torture, ru: Пытки }\n');
  expect(faults.map(fault => / which (\w+) has not/.exec(fault)?.[1])).toEqual(
    expect.arrayContaining(['telegram', 'bluesky', 'x']),
  );
  expect(faults).toHaveLength(6);
});

test('options for one network alone are fine where it has them, and refused where it has not', async () => {
  expect((await check('    optionsFor: { mastodon: { visibility: unlisted } }\n')).faults).toEqual([]);
  const { faults } = await check('    optionsFor: { mastodon: { silent: true } }\n');
  expect(faults[0]).toContain('asks for “silent”, which mastodon has not');
});

test('every text and every place is tried: all faults come at once', async () => {
  const five = Array.from({ length: 5 }, () => '{ file: faces.png, alt: { en: Faces, ru: Лица } }').join(
    ', ',
  );
  const { faults } = await check(`    media: [${five}]\n`);
  expect(faults.map(fault => fault.split(':')[0])).toEqual(
    expect.arrayContaining(['sample/note.en.liquid', 'sample/note.ru.liquid']),
  );
  expect(faults).toHaveLength(6);
});
