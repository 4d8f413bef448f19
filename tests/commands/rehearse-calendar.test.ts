import { expect, test } from 'vitest';
import { rehearseCalendar } from '../../src/campaign/rehearse-calendar.ts';
import { wallTime } from '../../src/planning/plan-span.ts';
import { createFastClock } from '../../src/shared/fast-clock.ts';
import { openFastRehearsal } from '../../src/wiring/open-fast-rehearsal.ts';
import { loadSettings } from '../../src/wiring/settings.ts';

test('followers see a whole year as it was planned: each post in its minute and place, whole, and nothing else', async () => {
  const from = new Date('2026-12-31T21:00:00Z');
  const until = new Date('2027-12-31T21:00:00Z');
  const clock = createFastClock(from);
  await using app = await openFastRehearsal(loadSettings(), clock);
  const rows = await rehearseCalendar({ ...app, from, until, turnTo: async at => clock.turnTo(at) });

  expect(rows.length).toBeGreaterThan(30);
  const minute = (at: Date | undefined) => at && wallTime(at, 'Europe/Minsk');
  expect(rows.map(({ record }) => [record?.delivery.id, minute(record?.delivery.publishedAt)])).toEqual(
    rows.map(({ row }) => [row.id, minute(row.dueAt)]),
  );
  for (const { network } of app.stage?.servers ?? []) {
    const ours = rows.filter(({ row }) => row.network === network.name);
    const parts = ours.flatMap(({ record }) => record?.parts ?? []);
    expect(network.timeline().length, network.name).toBe(parts.length);
  }
  expect((await app.house.ledger.list({})).length).toBe(rows.length);
}, 120_000);
