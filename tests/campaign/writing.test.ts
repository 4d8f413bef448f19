import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ManuscriptChange, WritingUseCases } from '../../src/campaign/writing/writing-use-cases.ts';
import { expectClean } from '../media/expect-clean.ts';
import { ladenJpeg, ladenPng } from '../media/laden-pictures.ts';
import { type HouseOnStage, openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'];

let stage: HouseOnStage;
let photo: Uint8Array;

beforeAll(async () => {
  photo = await ladenJpeg({ width: 400, height: 300 });
  stage = await openHouseOnStage({ files: campaignFiles() });
});
afterAll(() => stage[Symbol.asyncDispose]());

/** A member who writes: each change goes to the manuscript that they have. */
async function writer(member: string, writing: WritingUseCases = stage.useCases.writing) {
  const { manuscript } = await writing.begin(member);
  const { id } = manuscript;
  return {
    id,
    say: async (...changes: readonly ManuscriptChange[]) => {
      let view = await writing.current(member);
      for (const change of changes) view = await writing.change(member, id, change);
      return view;
    },
    preview: () => writing.preview(member, id),
    plan: () => writing.plan(member, id),
  };
}

const text = (words: string): ManuscriptChange => ({ do: 'text', text: words, entities: [] });
const next: ManuscriptChange = { do: 'go', to: 'next' };
const WRITTEN = [{ do: 'template' }, text('**Write** to them.'), text('**Пишите** им.')] as const;

async function shelved(): Promise<number> {
  const { writing } = stage.house;
  return (await writing.filesWithoutManuscript()).length;
}

test('asks one thing after the other, and can go back', async () => {
  const { say } = await writer('1');
  const steps = [(await say())?.manuscript.step];
  const changes = [...WRITTEN, next, next, { do: 'time' } as const, next, { do: 'go', to: 'back' } as const];
  for (const change of changes) steps.push((await say(change))?.manuscript.step);
  expect(steps).toEqual([
    { ask: 'template' },
    { ask: 'text', language: 'en' },
    { ask: 'text', language: 'ru' },
    { ask: 'pictures' },
    { ask: 'places' },
    { ask: 'time' },
    { ask: 'tags' },
    { ask: 'preview' },
    { ask: 'tags' },
  ]);
});

test('is published on every network in both languages, and then its text and pictures are gone', async () => {
  const { say, preview, plan } = await writer('2');
  await say(
    ...WRITTEN,
    { do: 'file', bytes: photo, name: 'me-at-home.jpg' },
    { do: 'alt', text: 'A woman at a window' },
    { do: 'alt', text: 'Женщина у окна' },
  );
  const { rows, silent } = await preview();
  expect(rows.map(({ network, language, refusal }) => [network, language, refusal]).sort()).toEqual(
    NETWORKS.flatMap(name => [
      [name, 'en', undefined],
      [name, 'ru', undefined],
    ]).sort(),
  );
  expect(silent).toEqual([]);
  const { post, deliveries } = await plan();
  expect(deliveries).toHaveLength(8);
  expect(await stage.useCases.writing.current('2')).toBeUndefined();
  await stage.useCases.writing.sweep();
  expect(await shelved()).toBe(1);

  await stage.deliverAll();
  for (const network of NETWORKS) {
    const shown = stage.timeline(network);
    expect(
      shown.map(one => one.text.slice(0, 14)),
      network,
    ).toEqual(['Write to them.', 'Пишите им.'].map(words => expect.stringContaining(words.slice(0, 9))));
    for (const { bytes } of shown.flatMap(({ media }) => media)) await expectClean(bytes);
    expect(shown.flatMap(({ media }) => media)).toHaveLength(2);
  }
  await stage.useCases.writing.sweep();
  expect(await shelved()).toBe(0);
  expect(stage.useCases.campaigns()[0]?.posts.find(({ id }) => id === post)?.titles).toEqual({
    en: 'Write to them.',
    ru: 'Пишите им.',
  });
  // Nobody can read there who wrote it.
  const [, { campaign, definition } = expect.fail('no post')] = [0, stage.house.written.all().at(-1)];
  expect(JSON.stringify([campaign, definition])).not.toMatch(/member|admin|me-at-home/);
});

describe('never half a campaign', () => {
  test('the text in the other language is asked for', async () => {
    const { say, plan } = await writer('3');
    await say({ do: 'template' }, text('Only English.'));
    await expect(plan()).rejects.toMatchObject({ words: { key: 'textMissing', values: { language: 'ru' } } });
    await expect(say(next)).rejects.toMatchObject({ words: { key: 'textMissing' } });
  });

  test('so is what a picture shows', async () => {
    const { say, plan } = await writer('3');
    await say(...WRITTEN, { do: 'file', bytes: photo, name: 'a.jpg' }, { do: 'alt', text: 'A window' });
    await expect(plan()).rejects.toMatchObject({ words: { key: 'altMissing', values: { language: 'ru' } } });
  });
});

describe('is refused where it can be mended', () => {
  test.each([
    ['no picture', 'wrongFile', async () => Buffer.from('%PDF-1.7 no picture at all')],
    ['one that is cut short', 'brokenPicture', async () => (await ladenJpeg()).subarray(0, 900)],
    ['one that X would not take', 'refusedBy', async () => ladenPng({ width: 2100, height: 100 })],
  ])('%s', async (_what, key, bytes) => {
    const { say } = await writer('4');
    await say(...WRITTEN);
    const sent = say({ do: 'file', bytes: await bytes(), name: 'a.jpg' });
    await expect(sent).rejects.toMatchObject({ words: { key } });
    expect((await say())?.manuscript.pictures).toEqual([]);
    expect(await shelved()).toBe(0);
  });

  test('a fifth picture, and one that is there already', async () => {
    const { say } = await writer('5');
    await say(...WRITTEN);
    for (const width of [50, 60, 70, 80]) {
      await say({ do: 'file', bytes: await ladenPng({ width, height: 40 }), name: 'a.png' });
    }
    const again = say({ do: 'file', bytes: await ladenPng({ width: 80, height: 40 }), name: 'b.png' });
    await expect(again).rejects.toMatchObject({ words: { key: 'pictureTwice' } });
    const fifth = say({ do: 'file', bytes: await ladenPng({ width: 90, height: 40 }), name: 'b.png' });
    await expect(fifth).rejects.toMatchObject({ words: { key: 'picturesTooMany' } });
    expect((await say())?.manuscript.pictures).toHaveLength(4);
    await stage.useCases.writing.discard('5');
    expect(await shelved()).toBe(0);
  });

  test('an alt text that is too long for a network', async () => {
    const { say } = await writer('6');
    await say(...WRITTEN, { do: 'file', bytes: photo, name: 'a.jpg' });
    await expect(say({ do: 'alt', text: 'long '.repeat(201) })).rejects.toMatchObject({
      words: { key: 'altTooLong', values: { length: 1004, most: 1000 } },
    });
    for (const width of [500, 600]) {
      await say({ do: 'file', bytes: await ladenPng({ width, height: 40 }), name: 'a.png' });
    }
    await say({ do: 'alt', text: 'long '.repeat(100) }, { do: 'alt', text: 'Коротко' });
    await expect(say({ do: 'alt', text: 'long '.repeat(120) })).rejects.toMatchObject({
      words: { key: 'altTogether', values: { network: 'Telegram' } },
    });
    await stage.useCases.writing.discard('6');
  });

  test('a word that fits into no post', async () => {
    const { say } = await writer('6');
    const endless = `https://example.org/${'a'.repeat(3000)}`;
    await expect(say({ do: 'template' }, text(`[x](${endless}) ${endless}`))).rejects.toMatchObject({
      words: { key: 'refusedBy' },
    });
    expect((await say())?.manuscript.texts).toEqual({});
  });
});

test('begins with the text of a template, which stays where nothing else is written', async () => {
  const { say, preview } = await writer('7');
  const view = await say({ do: 'template', template: 'note' });
  expect(view?.text).toEqual([
    { kind: 'paragraph', segments: [{ kind: 'text', text: 'They sit in cold cells.' }] },
    { kind: 'paragraph', segments: [{ kind: 'text', text: 'Write to them.' }] },
  ]);
  await say(text('{{ figures.women }} stands as it was written.'));
  const { rows } = await preview();
  const said = (language: string) =>
    rows.find(row => row.network === 'mastodon' && row.language === language)?.parts[0]?.text;
  expect(said('en')).toMatch(/^\{\{ figures\.women \}\} stands as it was written\./);
  expect(said('ru')).toMatch(/^Они сидят в холоде\.\n\nПишите им\./);
});

test('goes only where it shall, with the tags that were chosen', async () => {
  const { say, preview } = await writer('8');
  await say(...WRITTEN, { do: 'place', place: 'x-ru' }, { do: 'tag', tag: 'FreeThemAll' });
  const { rows } = await preview();
  expect(rows.map(({ network, language }) => `${network} ${language}`)).not.toContain('x ru');
  expect(JSON.stringify(rows)).not.toContain('FreeThemAll');
  for (const network of NETWORKS) {
    for (const language of ['en', 'ru']) {
      if (`${network}-${language}` !== 'x-ru' && `${network}-${language}` !== 'x-en') {
        await say({ do: 'place', place: `${network}-${language}` });
      }
    }
  }
  await expect(say({ do: 'place', place: 'x-en' })).rejects.toMatchObject({ words: { key: 'placeLast' } });
  expect((await preview()).silent).toEqual(['ru']);
});

test('two members who write at the same time do not mix, and a restart loses nothing', async () => {
  const [olga, vera] = await Promise.all([writer('9'), writer('10')]);
  await Promise.all([olga.say(...WRITTEN), vera.say({ do: 'template' }, text('Another post.'))]);
  await expect(stage.useCases.writing.preview('10', olga.id)).rejects.toMatchObject({
    words: { key: 'noManuscript' },
  });
  const { useCases } = await stage.reopen(campaignFiles());
  const kept = await useCases.writing.current('9');
  expect(kept?.manuscript).toMatchObject({ id: olga.id, step: { ask: 'pictures' } });
  expect((await useCases.writing.current('10'))?.manuscript.texts).toEqual({
    en: [{ kind: 'paragraph', segments: [{ kind: 'text', text: 'Another post.' }] }],
  });
});

test('planned twice, as after a crash in between, it goes out once', async () => {
  const { say, plan } = await writer('11');
  await say(...WRITTEN);
  const manuscript = await stage.house.writing.manuscript('11');
  const first = await plan();
  if (manuscript !== undefined) await stage.house.writing.keep(manuscript);
  stage.clock.turn(60_000);
  const second = await plan();
  expect(second.deliveries.map(({ id, dueAt }) => [id, dueAt])).toEqual(
    first.deliveries.map(({ id, dueAt }) => [id, dueAt]),
  );
  await stage.deliverAll();
});

test('another text takes its place, before and after it is out', async () => {
  const { say, plan } = await writer('12');
  await say(...WRITTEN, { do: 'file', bytes: photo, name: 'a.jpg' });
  await say({ do: 'alt', text: 'A window' }, { do: 'alt', text: 'Окно' });
  await say({ do: 'time', at: new Date(stage.clock.now().getTime() + 60_000) });
  const { post } = await plan();
  const edit = (words: string, { writing } = stage.useCases) =>
    writing.editWritten(
      { post, texts: { en: { text: words, entities: [] } }, admin: '12' },
      AbortSignal.timeout(10_000),
    );
  await edit('Written anew.');
  await stage.deliverAll();
  const shown = () => stage.timeline('mastodon').filter(({ text: said }) => /^Written/.test(said));
  expect(shown().map(({ text: said }) => said.slice(0, 13))).toEqual(['Written anew.']);
  await stage.useCases.writing.sweep();
  expect(await shelved()).toBe(0);
  // Nothing remembers the picture any more but the networks.
  const restarted = await stage.reopen(campaignFiles());
  const { deliveries } = await edit('Written once more.', restarted.useCases);
  expect(deliveries.flatMap(({ faults }) => faults)).toEqual([]);
  expect(shown().map(({ text: said }) => said.slice(0, 18))).toEqual(['Written once more.']);
});
