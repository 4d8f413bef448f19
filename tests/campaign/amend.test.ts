import { describe, expect, test } from 'vitest';
import type { AmendReport } from '../../src/campaign/amend/amend-report.ts';
import { correctPost } from '../../src/campaign/amend/correct-post.ts';
import { withdrawPost } from '../../src/campaign/amend/withdraw-post.ts';
import type { House } from '../../src/campaign/house.ts';
import { printAmendments } from '../../src/commands/print-amendments.ts';
import type { AmendmentBook } from '../../src/domain/amendment.ts';
import type { Files } from '../sources/campaign-folder.ts';
import { type HouseOnStage, openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const POST = 'sample/note';
const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'];
const signal = new AbortController().signal;

const correct = (house: House, replace = false) =>
  correctPost(house, { post: POST, replace, admin: '7' }, signal);
const withdraw = (house: House) => withdrawPost(house, { post: POST, admin: '7' }, signal);

/** One thread in two parts on the networks with short posts. */
const LONG = 'They sit in cold cells, and nobody is let in to them. '.repeat(8);
const BEFORE = { 'sample/note.en.liquid': `${LONG}\n\nThere are three of them.` };
const AFTER = { 'sample/note.en.liquid': `${LONG}\n\nThere are four of them.` };

async function published(texts: Files = {}): Promise<HouseOnStage> {
  const stage = await openHouseOnStage({ files: campaignFiles('', texts) });
  await stage.useCases.schedule({ post: POST, at: stage.clock.now(), admin: '7' });
  await stage.deliverAll();
  return stage;
}

const english = (stage: HouseOnStage, network: string) =>
  stage.timeline(network).filter(({ text }) => !/[а-я]/i.test(text));

describe('correct', () => {
  test('edits on Telegram and Mastodon and replies on Bluesky and X; asked again, it does nothing', async () => {
    await using stage = await published(BEFORE);
    const before = Object.fromEntries(NETWORKS.map(name => [name, english(stage, name).length]));
    const { house } = await stage.reopen(campaignFiles('', AFTER));
    const report = await correct(house);
    expect(
      report.deliveries.every(({ done }) => done),
      printAmendments(report),
    ).toBe(true);
    const did = (language: string) =>
      Object.fromEntries(
        report.deliveries.filter(row => row.language === language).map(row => [row.network, row.did]),
      );
    expect(did('en')).toEqual({ telegram: 'edited', mastodon: 'edited', bluesky: 'replied', x: 'replied' });
    expect(new Set(Object.values(did('ru')))).toEqual(new Set(['nothing to do']));
    for (const name of ['telegram', 'mastodon']) {
      const posts = english(stage, name);
      expect(posts.map(({ text }) => text).join()).toContain('four of them');
      expect(posts.map(({ text }) => text).join()).not.toContain('three of them');
      expect(posts).toHaveLength(before[name] ?? 0);
    }
    for (const name of ['bluesky', 'x']) {
      const [first, ...others] = english(stage, name);
      const correction = others.at(-1);
      expect(correction?.text, name).toBe('Correction. This now reads:\n\nThere are four of them.');
      expect(correction?.replyTo).toContain(first?.id);
    }
    const shown = NETWORKS.map(name => stage.timeline(name));
    const again = await correct(house);
    expect(again.deliveries.map(({ did }) => did)).toEqual(again.deliveries.map(() => 'nothing to do'));
    expect(NETWORKS.map(name => stage.timeline(name))).toEqual(shown);
  });

  test("says it in the campaign's own words where there are some", async () => {
    await using stage = await published(BEFORE);
    const { house } = await stage.reopen(
      campaignFiles('', {
        ...AFTER,
        'sample/note.en.correction.liquid': 'We said three. They are **four**.',
      }),
    );
    await correct(house);
    for (const name of ['bluesky', 'x']) {
      expect(english(stage, name).at(-1)?.text).toBe('We said three. They are four.');
    }
  });

  test('a fault in those words is told when the campaign is loaded', async () => {
    const files = campaignFiles('', { 'sample/note.en.correction.liquid': '{{ figures.unheard | count }}' });
    await expect(openHouseOnStage({ files })).rejects.toThrow(/sample\/note\.en\.correction\.liquid/);
  });

  test('takes down and publishes again where that is asked for', async () => {
    await using stage = await published(BEFORE);
    const { house } = await stage.reopen(campaignFiles('', AFTER));
    const report = await correct(house, true);
    expect(
      report.deliveries.every(({ done }) => done),
      printAmendments(report),
    ).toBe(true);
    for (const name of NETWORKS) {
      const text = english(stage, name)
        .map(post => post.text)
        .join('\n');
      expect(text, name).toContain('four of them');
      expect(text, name).not.toMatch(/three of them|Correction/);
      expect(text.match(/four of them/g), name).toHaveLength(1);
    }
  });

  test('a thread that became longer or shorter is added to, or its end taken down', async () => {
    await using stage = await published({ 'sample/note.en.liquid': 'Short.' });
    const long = { 'sample/note.en.liquid': `${LONG}\n\n${LONG}\n\nThe end.` };
    const longer = await stage.reopen(campaignFiles('', long));
    expect(
      (await correct(longer.house)).deliveries.filter(({ network }) => network === 'mastodon'),
    ).toMatchObject([{ done: true }, { done: true }]);
    const grown = english(stage, 'mastodon');
    expect(grown.length).toBeGreaterThan(1);
    expect(grown.slice(1).every(({ replyTo }) => replyTo !== undefined)).toBe(true);
    expect(grown.at(-1)?.text).toContain('The end.');
    await correct((await stage.reopen(campaignFiles('', { 'sample/note.en.liquid': 'Shorter.' }))).house);
    expect(english(stage, 'mastodon').map(({ text }) => text)).toEqual(['Shorter.\n\n#FreeThemAll']);
  });

  test('what is not out yet goes out with the new text', async () => {
    await using stage = await openHouseOnStage({ files: campaignFiles('', BEFORE) });
    const { occurrence } = await stage.useCases.schedule({ post: POST, at: stage.clock.now(), admin: '7' });
    const { house, desk } = await stage.reopen(campaignFiles('', AFTER));
    const request = { post: POST, occurrence, replace: false, admin: '7' };
    const { deliveries } = await correctPost(house, request, signal);
    expect(new Set(deliveries.map(({ did }) => did))).toEqual(new Set(['planned anew']));
    for (const { id, network } of deliveries) await desk.ring({ deliveryId: id, network }, signal);
    for (const name of NETWORKS)
      expect(
        english(stage, name)
          .map(({ text }) => text)
          .join(),
      ).toContain('four');
  });
});

describe('while it is stopped', () => {
  const stop = (stage: HouseOnStage) => stage.useCases.halt.stop({ admin: '7' });
  const resume = (stage: HouseOnStage) => stage.useCases.halt.resume({ admin: 'system' });
  const faults = (report: AmendReport) => new Set(report.deliveries.flatMap(row => row.faults));
  const shown = (stage: HouseOnStage) => NETWORKS.map(name => stage.timeline(name));

  test('nothing is corrected and what to do is said; afterwards it is', async () => {
    await using stage = await published(BEFORE);
    const { house } = await stage.reopen(campaignFiles('', AFTER));
    const before = shown(stage);
    await stop(stage);
    const halted = 'everything is stopped: resume that, then correct it again';
    expect(faults(await correct(house))).toEqual(new Set([halted]));
    expect(faults(await correct(house, true))).toEqual(new Set([halted]));
    expect(shown(stage)).toEqual(before);
    await resume(stage);
    await stage.useCases.halt.pause({ name: 'x', admin: '7' });
    const report = await correct(house);
    expect(faults(report)).toEqual(new Set(['x is paused: resume that, then correct it again']));
    expect(new Set(report.deliveries.filter(({ done }) => !done).map(({ network }) => network))).toEqual(
      new Set(['x']),
    );
    await stage.useCases.halt.resume({ name: 'x', admin: 'system' });
    expect((await correct(house)).deliveries.every(({ done }) => done)).toBe(true);
  });

  test('no step begins of one that is under way; afterwards it goes on where it was', async () => {
    await using stage = await published(BEFORE);
    const book = stage.house.amendments;
    const stopping: AmendmentBook = {
      ...book,
      async recordDone(...given) {
        await book.recordDone(...given);
        await stop(stage);
      },
    };
    const { house } = await stage.reopen(campaignFiles('', AFTER), {}, stopping);
    const report = await correct(house, true);
    const changed = report.deliveries.filter(({ steps }) => steps.of > 0);
    expect(changed.length).toBeGreaterThan(0);
    for (const { id, steps } of changed) expect(steps.made, id).toBeLessThan(2);
    expect(faults(report)).toEqual(new Set(['everything is stopped: resume that, then correct it again']));
    const textOf = (name: string) =>
      english(stage, name)
        .map(({ text }) => text)
        .join('\n');
    // Where it is taken down first, the new words come after that.
    for (const name of ['bluesky', 'x']) expect(textOf(name), name).not.toContain('four of them');
    await resume(stage);
    const again = await correct((await stage.reopen(campaignFiles('', AFTER))).house, true);
    expect(
      again.deliveries.every(({ done }) => done),
      printAmendments(again),
    ).toBe(true);
    for (const name of NETWORKS) expect(textOf(name).match(/four of them/g), name).toHaveLength(1);
  });

  test('a part of open fate is not looked for either', async () => {
    await using stage = await published(BEFORE);
    const files = campaignFiles('', AFTER);
    const x = stage.server('x').faults;
    x.add({ method: 'POST', path: /\/2\/tweets/, when: 'after', effect: { kind: 'reset' } });
    const first = await correct((await stage.reopen(files)).house);
    expect(first.deliveries.filter(({ done }) => !done).map(({ network }) => network)).toEqual(['x']);
    const book = stage.house.amendments;
    let looks = 0;
    const stopping: AmendmentBook = {
      ...book,
      async heldBy(delivery) {
        const hold = await book.heldBy(delivery);
        looks += 1;
        // Once before it begins, and once before its step.
        if (looks === 2) await stop(stage);
        return hold;
      },
    };
    const calls = x.calls.length;
    const { house } = await stage.reopen(files, {}, stopping);
    const halted = 'everything is stopped: resume that, then correct it again';
    expect([...faults(await correct(house))].join()).toContain(halted);
    expect(x.calls).toHaveLength(calls);
    await resume(stage);
    expect((await correct((await stage.reopen(files)).house)).deliveries.every(({ done }) => done)).toBe(
      true,
    );
    expect(english(stage, 'x').filter(({ text }) => text.includes('four of them'))).toHaveLength(1);
  });

  test('a post is still taken down', async () => {
    await using stage = await published(BEFORE);
    await stop(stage);
    expect((await withdraw(stage.house)).deliveries.every(({ done }) => done)).toBe(true);
    expect(shown(stage)).toEqual(NETWORKS.map(() => []));
  });
});

describe('withdraw', () => {
  test('takes every part down, corrections too, calls off what waits, and marks it', async () => {
    await using stage = await published(BEFORE);
    const { house } = await stage.reopen(campaignFiles('', AFTER));
    await correct(house);
    const report = await withdraw(house);
    expect(
      report.deliveries.every(({ done }) => done),
      printAmendments(report),
    ).toBe(true);
    for (const name of NETWORKS) expect(stage.timeline(name), name).toEqual([]);
    const states = (await house.ledger.list({ post: POST })).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['withdrawn']));
    expect((await withdraw(house)).deliveries.map(({ did }) => did)).toEqual(
      states.map(() => 'nothing to do'),
    );
    const trail = await house.ledger.auditTrail(100);
    expect(trail.filter(({ action }) => action === 'withdraw').length).toBeGreaterThan(states.length);
  });

  test('nothing goes out after it, also of what only waited', async () => {
    await using stage = await openHouseOnStage({ files: campaignFiles('', BEFORE) });
    await stage.useCases.schedule({ post: POST, at: stage.clock.now(), admin: '7' });
    const [first] = await stage.house.ledger.list({ network: 'x' });
    if (first === undefined) throw new Error('nothing was planned');
    await stage.desk.ring({ deliveryId: first.id, network: 'x' }, signal);
    const { deliveries } = await withdraw(stage.house);
    expect(deliveries.filter(({ did }) => did === 'called off')).toHaveLength(7);
    await stage.deliverAll();
    for (const name of NETWORKS) expect(stage.timeline(name)).toEqual([]);
  });

  test('what a network refuses is listed, and the rest is done', async () => {
    await using stage = await published();
    const body = '{"ok":false,"error_code":400,"description":"Bad Request: message can\'t be deleted"}';
    const effect = { kind: 'respond', status: 400, body } as const;
    stage.server('telegram').faults.add({ path: /deleteMessage/, when: 'before', effect, times: 2 });
    const report = await withdraw(stage.house);
    const failed = report.deliveries.filter(({ done }) => !done);
    expect(failed.map(({ network }) => network)).toEqual(['telegram', 'telegram']);
    expect(failed[0]?.faults[0]).toMatch(/delete/);
    expect(printAmendments(report)).toMatch(/✗ sample\/note\/.+\/telegram-en: /);
    for (const name of ['bluesky', 'mastodon', 'x']) expect(stage.timeline(name)).toEqual([]);
    expect(stage.timeline('telegram')).toHaveLength(2);
    expect((await withdraw(stage.house)).deliveries.every(({ done }) => done)).toBe(true);
    expect(stage.timeline('telegram')).toEqual([]);
  });
});

/** A book whose process dies at its n-th writing: everything after it fails, and nothing is written any more. */
function dyingBook(book: AmendmentBook, dies: number): AmendmentBook {
  let writings = 0;
  const guard =
    <A extends readonly unknown[], R>(work: (...given: A) => Promise<R>) =>
    async (...given: A) => {
      writings += 1;
      if (writings >= dies) throw new Error('killed');
      return work(...given);
    };
  return {
    list: book.list,
    heldBy: book.heldBy,
    begin: guard(book.begin),
    claim: guard(book.claim),
    recordIntent: guard(book.recordIntent),
    recordUpload: guard(book.recordUpload),
    recordDone: guard(book.recordDone),
    recordFault: guard(book.recordFault),
    refreeze: guard(book.refreeze),
    redraft: guard(book.redraft),
    release: guard(book.release),
  };
}

describe('killed between any two steps, asked again it ends as if it had not been killed', () => {
  test.each([
    ['corrected by edits and replies', false, [4, 11]],
    ['replaced', true, [6, 15]],
  ])('%s', async (_title, replace, kills) => {
    const shownBy = (stage: HouseOnStage) =>
      Object.fromEntries(
        NETWORKS.map(name => [
          name,
          stage
            .timeline(name)
            .map(({ text }) => text)
            .sort(),
        ]),
      );
    await using whole = await published(BEFORE);
    await correct((await whole.reopen(campaignFiles('', AFTER))).house, replace);
    const expected = shownBy(whole);
    for (const dies of kills) {
      await using stage = await published(BEFORE);
      const files = campaignFiles('', AFTER);
      const killed = await stage.reopen(files, {}, dyingBook(stage.house.amendments, dies));
      await expect(correct(killed.house, replace)).rejects.toThrow('killed');
      stage.clock.turn(120_000);
      const report = await correct((await stage.reopen(files)).house, replace);
      expect(
        report.deliveries.every(({ done }) => done),
        printAmendments(report),
      ).toBe(true);
      expect(shownBy(stage), `killed at ${dies}`).toEqual(expected);
    }
  });

  test('withdrawn', async () => {
    for (const dies of [5]) {
      await using stage = await published(BEFORE);
      const killed = await stage.reopen(campaignFiles(), {}, dyingBook(stage.house.amendments, dies));
      await expect(withdraw(killed.house)).rejects.toThrow('killed');
      await withdraw(stage.house);
      for (const name of NETWORKS) expect(stage.timeline(name), `${name}, killed at ${dies}`).toEqual([]);
    }
  });
});
