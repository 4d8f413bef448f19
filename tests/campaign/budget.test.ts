import { expect, test } from 'vitest';
import type { AmendReport } from '../../src/campaign/amend/amend-report.ts';
import { correctPost } from '../../src/campaign/amend/correct-post.ts';
import { withdrawPost } from '../../src/campaign/amend/withdraw-post.ts';
import { printAmendments } from '../../src/commands/print-amendments.ts';
import type { DeliveryState } from '../../src/domain/delivery.ts';
import { type HouseOnStage, type HouseOnStageOptions, openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const WITH_LINK = {
  'sample/note.en.liquid': 'See [their faces](https://belaruswomen.org/).',
  'sample/note.ru.liquid': 'Смотрите [их лица](https://belaruswomen.org/).',
};
/** Two posts with an address cost USD 0.40. */
const files = campaignFiles('', WITH_LINK);
const budget = (amount: number) => [{ network: 'x', amount, currency: 'USD', per: 'month' as const }];

/** On the last evening of a month a test that turns the clock by an hour would count in another one. */
function openStage(options: HouseOnStageOptions): Promise<HouseOnStage> {
  const now = new Date();
  const startAt = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 15, 12));
  return openHouseOnStage({ ...options, startAt });
}

async function states(stage: HouseOnStage, network: string): Promise<readonly DeliveryState[]> {
  return (await stage.house.ledger.list({ network })).map(({ state }) => state).sort();
}

const schedule = (stage: HouseOnStage) =>
  stage.useCases.schedule({ post: 'sample/note', at: stage.clock.now(), admin: '7' });

test('the answer to a schedule says what it will cost; what is within the budget goes out', async () => {
  await using stage = await openStage({ files, budgets: budget(0.4) });
  expect((await schedule(stage)).costs).toEqual([{ amount: 0.4, currency: 'USD' }]);
  await stage.deliverAll();
  expect(await states(stage, 'x')).toEqual(['published', 'published']);
});

test('what would go beyond the budget is held, on that network alone, and the admins are told once', async () => {
  await using stage = await openStage({ files, budgets: budget(0.3) });
  await schedule(stage);
  await stage.deliverAll();
  expect(await states(stage, 'x')).toEqual(['held', 'published']);
  expect(await states(stage, 'bluesky')).toEqual(['published', 'published']);
  const told = (await stage.house.ledger.untold(10)).filter(({ kind }) => kind === 'hold');
  expect(told).toMatchObject([{ hold: { scope: 'network x', kind: 'budget', by: 'system' } }]);
  expect(JSON.stringify(told)).toContain(
    'x has cost USD 0.20 this month, a post that is due costs 0.20, and the budget is 0.30',
  );
  const [held] = await stage.house.ledger.list({ states: ['held'] });
  expect(held?.heldBy).toBe('budget');
});

test('somebody who lets it go lets it go for the month', async () => {
  await using stage = await openStage({ files, budgets: budget(0) });
  await schedule(stage);
  await stage.deliverAll();
  expect(await states(stage, 'x')).toEqual(['held', 'held']);
  expect(await stage.desk.lift('network x', 'budget')).toBe(true);
  await stage.deliverAll();
  expect(await states(stage, 'x')).toEqual(['published', 'published']);
});

test('another month has a budget of its own, and what waited goes out', async () => {
  await using stage = await openStage({ files, budgets: budget(0.3) });
  await schedule(stage);
  await stage.deliverAll();
  stage.clock.turn(31 * 24 * 3_600_000);
  await stage.desk.sweep();
  await stage.deliverAll();
  expect((await stage.house.ledger.holds()).length).toBe(0);
  expect((await states(stage, 'x')).filter(state => state === 'held')).toEqual([]);
});

test('a budget in another currency than the bill holds, and says so', async () => {
  await using stage = await openStage({
    files,
    budgets: [{ ...budget(100)[0], currency: 'EUR' } as never],
  });
  await schedule(stage);
  await stage.deliverAll();
  expect((await stage.house.ledger.holds())[0]?.why).toContain('x takes USD');
});

test('a post taken down costs too, and counts in the month; a correction beyond the budget changes nothing', async () => {
  await using stage = await openStage({ files, budgets: budget(0.42) });
  await schedule(stage);
  await stage.deliverAll();
  const signal = new AbortController().signal;
  const changed = { 'sample/note.en.liquid': 'Look at [their faces](https://belaruswomen.org/).' };
  const { house } = await stage.reopen(campaignFiles('', { ...WITH_LINK, ...changed }));
  const correct = (replace: boolean) =>
    correctPost(house, { post: 'sample/note', replace, admin: '7' }, signal);
  const onX = ({ deliveries }: AmendReport) => deliveries.filter(({ network }) => network === 'x');

  const before = stage.timeline('x');
  expect(onX(await correct(true)).flatMap(({ faults }) => faults)).toEqual([
    expect.stringContaining('x has cost USD 0.40 this month, a post that is due costs 0.20'),
  ]);
  expect(stage.timeline('x')).toEqual(before);
  // Nobody tries it again and again by itself, and why it was not made is on record.
  const english = (await house.ledger.list({ network: 'x' })).find(({ language }) => language === 'en');
  const steps = (await house.amendments.list(english?.id ?? '')).at(-1)?.steps ?? [];
  expect(steps.map(({ fault }) => fault)).toEqual(steps.map(() => expect.stringContaining('costs 0.20')));

  const withdrawn = await withdrawPost(house, { post: 'sample/note', admin: '7' }, signal);
  expect(stage.timeline('x')).toEqual([]);
  expect(onX(withdrawn).map(({ cost }) => cost)).toEqual([
    { amount: 0.01, currency: 'USD' },
    { amount: 0.01, currency: 'USD' },
  ]);
  expect(printAmendments(withdrawn)).toContain('cost: USD 0.02');
  stage.clock.turn(3_600_000);
  await schedule(stage);
  await stage.deliverAll();
  expect((await house.ledger.holds())[0]?.why).toContain('x has cost USD 0.42 this month');
});

test('without links X takes the lower price, counts it so, and shows none', async () => {
  const cheap = campaignFiles('    optionsFor: { x: { withoutLinks: true } }\n', WITH_LINK);
  await using stage = await openStage({ files: cheap, budgets: budget(0.03) });
  expect((await schedule(stage)).costs).toEqual([{ amount: 0.03, currency: 'USD' }]);
  await stage.deliverAll();
  expect(await states(stage, 'x')).toEqual(['published', 'published']);
  expect(
    stage
      .timeline('x')
      .map(({ text }) => text)
      .join(),
  ).not.toMatch(/belaruswomen/);
  expect(
    stage
      .timeline('mastodon')
      .map(({ text }) => text)
      .join(),
  ).toMatch(/belaruswomen/);
});
