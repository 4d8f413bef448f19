import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFigureKeeper } from '../../src/campaign/figures/keep-figures.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import { figureValueText } from '../../src/domain/figure.ts';
import type { StalePost } from '../../src/domain/notice.ts';
import { type HouseOnStage, openHouseOnStage } from './house-on-stage.ts';

const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'];
const FIGURES = ['women_in_custody', 'minors_in_custody', 'women_house_arrest', 'total_in_custody'];

async function shippedCampaign(): Promise<Readonly<Record<string, Buffer>>> {
  const names = await readdir('templates/may-21');
  return Object.fromEntries(
    await Promise.all(
      names.map(async name => [`may-21/${name}`, await readFile(`templates/may-21/${name}`)] as const),
    ),
  );
}

describe('the shipped campaign in real places, with its figures as they are', () => {
  let stage: HouseOnStage;
  let planned: readonly Delivery[];
  let today: string;
  beforeAll(async () => {
    stage = await openHouseOnStage({ files: await shippedCampaign(), holdsStale: true });
    today = stage.clock.now().toISOString().slice(0, 10);
    const [campaign] = stage.useCases.campaigns();
    for (const { id } of campaign?.posts ?? []) {
      await stage.useCases.schedule({ post: id, at: stage.clock.now(), admin: '7', occurrence: 'now' });
    }
    planned = await stage.house.ledger.list({ occurrence: 'now' });
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  const set = async (figure: string, value: string) =>
    stage.useCases.figures.set({
      figure,
      value,
      asOf: today,
      source: { name: 'Viasna', url: 'https://prisoners.spring96.org/' },
      by: 'terminal',
    });
  const textsOn = (network: string, language: string) =>
    stage
      .timeline(network)
      .filter(post => post.language === language)
      .map(({ text }) => text.replaceAll('\u00a0', ' '))
      .join('\n');

  test('every post that states figures is held and names them; the admins are asked once for each', async () => {
    const held = planned.filter(({ state }) => state === 'held');
    const stating = await Promise.all(
      planned.map(async ({ id, post, occurrence, language }) => {
        const frozen = await stage.house.ledger.frozenPost(occurrence, post, language);
        return { id, figures: frozen?.figures ?? [] };
      }),
    );
    expect(held.map(({ id }) => id).sort()).toEqual(
      stating
        .filter(({ figures }) => figures.length > 0)
        .map(({ id }) => id)
        .sort(),
    );
    expect(held.length).toBeGreaterThan(NETWORKS.length * 4);
    for (const { id, note } of held) {
      for (const figure of stating.find(one => one.id === id)?.figures ?? []) {
        expect(note).toContain(`${figure.id} (as of ${figure.asOf})`);
      }
    }
    const asked = (await stage.house.ledger.untold(100)).filter(
      (notice): notice is StalePost => notice.kind === 'stale post',
    );
    expect(asked.map(({ post }) => post).sort()).toEqual([...new Set(held.map(({ post }) => post))].sort());
  });

  test('with fresh values the same posts go out, with the new numbers and dates, everywhere', async () => {
    const keeper = createFigureKeeper(stage.house);
    await keeper.refresh();
    const standings = await stage.useCases.figures.list();
    for (const { figure } of standings) {
      const value = FIGURES.indexOf(figure.id);
      const fresh = ['201', '7', '540', '1 601'][value];
      const { reading } = await set(figure.id, fresh ?? figureValueText(figure.value));
      expect(reading?.state).toBe('confirmed');
    }
    expect(await keeper.refresh()).toEqual([]);
    await stage.desk.sweep();
    await stage.deliverAll();
    const after = await stage.house.ledger.list({ occurrence: 'now' });
    expect(after.map(({ id }) => id).sort()).toEqual(planned.map(({ id }) => id).sort());
    expect(after.filter(({ state }) => state !== 'published').map(({ id, note }) => ({ id, note }))).toEqual(
      [],
    );

    const date = (language: string) =>
      new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
        dateStyle: 'long',
        timeZone: 'UTC',
      })
        .format(new Date(today))
        .replace(/ г\.$/, '');
    for (const network of NETWORKS) {
      const [en, ru] = [textsOn(network, 'en'), textsOn(network, 'ru')];
      expect(en).toContain('201 women and 7 minors');
      expect(en).toMatch(/1,601/);
      expect(en).toContain(`as of ${date('en')}`);
      expect(en).not.toMatch(/198 women|26 March 2024/);
      expect(ru).toContain('201 женщина');
      expect(ru).toContain(date('ru'));
      expect(ru).not.toMatch(/198 женщин|26 марта 2024/);
    }
  }, 60_000);
});
