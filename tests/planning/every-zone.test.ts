import { expect, test } from 'vitest';
import type { Occasion } from '../../src/domain/campaign.ts';
import { listSlots, type Slot } from '../../src/planning/list-slots.ts';
import { type ClockChange, clockChanges, wallClock } from './clock-changes.ts';
import { campaignOf, HERE, occasionOf } from './sample-campaign.ts';

/** `PROPERTY_RUNS=all` looks at every clock change of every zone; otherwise at those of every so many zones. */
const STRIDE = process.env.PROPERTY_RUNS === 'all' ? 1 : 8;

const FROM = Date.UTC(2024, 0, 1);
const UNTIL = Date.UTC(2051, 0, 1);
const YEARS = Array.from({ length: 27 }, (_, index) => 2024 + index);
const ZONES = Intl.supportedValuesOf('timeZone');
const MINUTE_MS = 60_000;

const SAMPLE = ZONES.filter((_, index) => index % STRIDE === 0);

function slotsIn(zone: string, occasions: readonly Occasion[]): readonly Slot[] {
  const until = new Date(UNTIL + 2 * 86_400_000);
  const from = new Date(FROM - 2 * 86_400_000);
  return listSlots(campaignOf(occasions, zone), { places: [HERE], from, until });
}

test('May 21 at 09:00 comes once a year, at 09:00 by the clocks of every zone', () => {
  expect(ZONES.length).toBeGreaterThan(400);
  const daily = occasionOf({ kind: 'yearly', month: 5, day: 21 }, [
    { post: 'note', offsetDays: 0, time: '09:00' },
  ]);
  for (const zone of ZONES) {
    const wall = wallClock(zone);
    const shown = slotsIn(zone, [daily]).map(({ dueAt }) => new Date(wall(dueAt.getTime())).toISOString());
    expect(shown, zone).toEqual(YEARS.map(year => `${year}-05-21T09:00:00.000Z`));
  }
}, 60_000);

test('a time inside a clock change comes once: moved forward where it is skipped, the first where it comes twice', () => {
  let looked = 0;
  for (const zone of SAMPLE) {
    const changes = clockChanges(zone, FROM, UNTIL);
    const cases = changes.flatMap(timesInside);
    looked += cases.length;
    const occasions = cases.map(({ local }, index) => onceAt(local, index));
    const slots = new Map(slotsIn(zone, occasions).map(slot => [slot.occasion, slot.dueAt.getTime()]));
    for (const [index, { local, expected }] of cases.entries()) {
      const at = slots.get(`day-${index}`) ?? Number.NaN;
      expect(iso(at), `${iso(local)} in ${zone}`).toBe(iso(expected));
    }
    expect(slots.size, zone).toBe(cases.length);
  }
  expect(looked).toBeGreaterThan(1_000);
}, 60_000);

interface Case {
  /** Wall-clock time, as if it were UTC. */
  readonly local: number;
  readonly expected: number;
}

/** The first, the middle and the last minute of what is skipped or comes twice. */
function timesInside({ at, before, after }: ClockChange): readonly Case[] {
  const length = Math.abs(after - before);
  const start = at + Math.min(before, after);
  // Skipped: so much later as the clocks jumped. Twice: as the clocks showed it before they were set back.
  return [0, Math.floor(length / 2 / MINUTE_MS) * MINUTE_MS, length - MINUTE_MS].map(into => ({
    local: start + into,
    expected: after > before ? at + into : at - length + into,
  }));
}

function onceAt(local: number, index: number): Occasion {
  const [date = '', time = ''] = iso(local).split('T');
  const posts = [{ post: 'note', offsetDays: 0, time: time.slice(0, 5) }];
  return occasionOf({ kind: 'once', date }, posts, { id: `day-${index}` });
}

function iso(ms: number): string {
  return Number.isNaN(ms) ? 'never' : new Date(ms).toISOString();
}

test('the zone of the machine makes no difference', () => {
  const posts = [{ post: 'note', offsetDays: -1, time: '00:30' }];
  const yearly = occasionOf({ kind: 'yearly', month: 3, day: 29 }, posts);
  const cron = occasionOf({ kind: 'cron', line: '30 2 * * 0' }, [{ post: 'other', offsetDays: 0 }], {
    id: 'c',
  });
  const here = process.env.TZ;
  const shown = ['UTC', 'Pacific/Kiritimati', 'America/New_York', 'Pacific/Pago_Pago'].map(zone => {
    process.env.TZ = zone;
    return slotsIn('Europe/Brussels', [yearly, cron]).map(({ id, dueAt }) => `${id} ${dueAt.toISOString()}`);
  });
  if (here === undefined) delete process.env.TZ;
  else process.env.TZ = here;
  expect(shown[0]?.length).toBeGreaterThan(1_400);
  for (const other of shown) expect(other).toEqual(shown[0]);
});
