import { expect, test } from 'vitest';
import { type PlanHouse, type PlanRow, showPlan } from '../../src/campaign/show-plan.ts';
import type { Campaign } from '../../src/domain/campaign.ts';
import type { Figure } from '../../src/domain/figure.ts';
import type { Post } from '../../src/domain/post.ts';
import { createScriptedNetwork } from '../delivery/scripted-network.ts';
import { campaignOf, occasionOf, PLACES } from '../planning/sample-campaign.ts';
import { createMemoryRooms } from './calendar/memory-rooms.ts';

const NOW = new Date('2027-01-01T00:00:00Z');
const YEAR = { from: NOW, until: new Date('2028-01-01T00:00:00Z') };
const FIGURE: Figure = {
  id: 'women',
  titles: {},
  unit: 'person',
  nouns: {},
  value: { kind: 'exact', value: 198 },
  asOf: '2027-04-01',
  source: { name: {}, url: 'https://one.example/' },
  maxAgeDays: 30,
  earlier: [],
};

function houseOf(campaign: Campaign, changes: Partial<PlanHouse> = {}): PlanHouse {
  const rooms = createMemoryRooms();
  const priced = {
    ...createScriptedNetwork({ name: 'x' }),
    cost: () => ({ amount: 0.015, currency: 'USD' }),
  };
  return {
    campaigns: [campaign],
    networks: new Map([
      ['telegram', createScriptedNetwork({ name: 'telegram' })],
      ['x', priced],
    ]),
    on: new Set(['telegram', 'x']),
    places: PLACES,
    render: (_, { name }, language): Post => ({
      id: `sample/${name}`,
      language,
      body: [{ kind: 'paragraph', segments: [{ kind: 'text', text: name }] }],
      tags: [],
      media: [],
      options: {},
      figures: [FIGURE],
    }),
    book: { readings: async () => [] } as Partial<PlanHouse['book']> as PlanHouse['book'],
    calendar: rooms.calendar,
    ledger: { list: async () => [] },
    now: () => NOW,
    ...changes,
  };
}

const MAY_21 = occasionOf({ kind: 'yearly', month: 5, day: 21 }, [
  { post: 'early', offsetDays: -30, time: '09:00' },
  { post: 'note', offsetDays: 0, time: '09:00' },
]);

const shown = (rows: readonly PlanRow[]) =>
  rows.map(({ place, dueAt, state, cost, missing }) => [
    place,
    dueAt.toISOString(),
    state,
    cost?.amount,
    missing,
  ]);

test('what goes out when and where, its cost, and the figures that will be too old by then', async () => {
  const rows = await showPlan(houseOf(campaignOf([MAY_21])), YEAR);
  const stale = ['figures that are too old: women (as of 2027-04-01)'];
  expect(shown(rows)).toEqual([
    ['telegram-en', '2027-04-21T06:00:00.000Z', 'to come', undefined, []],
    ['telegram-ru', '2027-04-21T06:00:00.000Z', 'to come', undefined, []],
    ['x-en', '2027-04-21T06:00:00.000Z', 'to come', 0.015, []],
    ['telegram-en', '2027-05-21T06:00:00.000Z', 'to come', undefined, stale],
    ['telegram-ru', '2027-05-21T06:00:00.000Z', 'to come', undefined, stale],
    ['x-en', '2027-05-21T06:00:00.000Z', 'to come', 0.015, stale],
  ]);
});

test('where no network has credentials, it shows what there would be', async () => {
  const rows = await showPlan(houseOf(campaignOf([MAY_21]), { on: new Set(), places: [] }), YEAR);
  expect(rows.map(({ place, missing }) => [place, missing[0]]).slice(0, 4)).toEqual([
    ['telegram-en', 'credentials of telegram'],
    ['telegram-ru', 'credentials of telegram'],
    ['x-en', 'credentials of x'],
    ['x-ru', 'credentials of x'],
  ]);
});

test('10,000 planned posts are rendered and composed once for each text and place', async () => {
  const often = occasionOf({ kind: 'cron', line: '0 */2 * * *' }, [{ post: 'note', offsetDays: 0 }]);
  let rendered = 0;
  const house = houseOf(campaignOf([often]));
  const rows = await showPlan(
    {
      ...house,
      render: (...given) => {
        rendered += 1;
        return house.render(...given);
      },
    },
    YEAR,
  );
  expect(rows.length).toBeGreaterThan(10_000);
  expect(rendered).toBe(2);
});
