import { describe, expect, test } from 'vitest';
import type { Campaign, Occasion, OccasionRule } from '../../src/domain/campaign.ts';
import type { FigureChange } from '../../src/planning/list-change-days.ts';
import { listSlots } from '../../src/planning/list-slots.ts';
import { campaignOf, HERE, occasionOf, PLACES } from './sample-campaign.ts';

const MAY_21: OccasionRule = { kind: 'yearly', month: 5, day: 21 };
const AT_9 = { post: 'note', offsetDays: 0, time: '09:00' };

function slots(campaign: Campaign, from: string, until: string, changes: readonly FigureChange[] = []) {
  const query = { places: [HERE], from: new Date(from), until: new Date(until), changes };
  return listSlots(campaign, query).map(({ post, occurrence, dueAt }) => [
    post,
    occurrence,
    dueAt.toISOString(),
  ]);
}

/** The days of a rule in UTC, with the names of its occurrences. */
function days(rule: OccasionRule, from: string, until: string, more: Partial<Occasion> = {}) {
  const campaign = campaignOf([occasionOf(rule, [AT_9], more)], 'UTC');
  return slots(campaign, from, until).map(([, occurrence, at]) => `${occurrence} ${at?.slice(0, 10)}`);
}

test('a post of May 21 is due at the wall-clock time of the campaign', () => {
  const campaign = campaignOf([
    occasionOf(MAY_21, [AT_9, { post: 'week-before', offsetDays: -7, time: '18:00' }]),
  ]);
  expect(slots(campaign, '2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z')).toEqual([
    ['sample/week-before', 'day-2027', '2027-05-14T15:00:00.000Z'],
    ['sample/note', 'day-2027', '2027-05-21T06:00:00.000Z'],
  ]);
});

test('an offset may cross the new year', () => {
  const rule: OccasionRule = { kind: 'yearly', month: 1, day: 3 };
  const campaign = campaignOf([occasionOf(rule, [{ post: 'before', offsetDays: -7, time: '12:00' }])], 'UTC');
  expect(slots(campaign, '2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual([
    ['sample/before', 'day-2027', '2026-12-27T12:00:00.000Z'],
  ]);
});

describe('clock changes', () => {
  test.each([
    ['is skipped: it moves forward', { month: 3, day: 28 }, '2027-03-28T01:30:00.000Z'],
    ['comes twice: it is the first', { month: 10, day: 31 }, '2027-10-31T00:30:00.000Z'],
  ])('a time that %s', (_, day, at) => {
    const posts = [{ post: 'note', offsetDays: 0, time: '02:30' }];
    const campaign = campaignOf([occasionOf({ kind: 'yearly', ...day }, posts)], 'Europe/Brussels');
    expect(slots(campaign, '2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z')).toEqual([
      ['sample/note', 'day-2027', at],
    ]);
  });

  test('an hourly cron line fires once an hour of the day that has 23, and skips none of the one that has 25', () => {
    const rule: OccasionRule = { kind: 'cron', line: '30 * * * *' };
    const campaign = campaignOf([occasionOf(rule, [{ post: 'note', offsetDays: 0 }])], 'Europe/Brussels');
    const times = (from: string, until: string) => slots(campaign, from, until).map(([, , at]) => at);
    const spring = times('2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z');
    expect([spring.length, new Set(spring).size]).toEqual([23, 23]);
    const autumn = times('2027-10-30T22:00:00Z', '2027-10-31T23:00:00Z');
    expect([autumn.length, new Set(autumn).size]).toEqual([24, 24]);
  });
});

describe('rules', () => {
  test('29 February is skipped in other years', () => {
    const rule: OccasionRule = { kind: 'yearly', month: 2, day: 29 };
    expect(days(rule, '2026-01-01T00:00:00Z', '2033-01-01T00:00:00Z')).toEqual([
      'day-2028 2028-02-29',
      'day-2032 2032-02-29',
    ]);
  });

  test('a date once', () => {
    const rule: OccasionRule = { kind: 'once', date: '2027-06-01' };
    expect(days(rule, '2026-01-01T00:00:00Z', '2033-01-01T00:00:00Z')).toEqual(['day-2027 2027-06-01']);
  });

  test('the last Sunday of a month, once a year', () => {
    const rule: OccasionRule = { kind: 'weekday', weekday: 7, nth: -1, month: 5 };
    expect(days(rule, '2027-01-01T00:00:00Z', '2030-01-01T00:00:00Z')).toEqual([
      'day-2027 2027-05-30',
      'day-2028 2028-05-28',
      'day-2029 2029-05-27',
    ]);
  });

  test('a fifth weekday in the months that have one', () => {
    const rule: OccasionRule = { kind: 'weekday', weekday: 1, nth: 5 };
    expect(days(rule, '2027-01-01T00:00:00Z', '2027-09-01T00:00:00Z')).toEqual([
      'day-2027-03 2027-03-29',
      'day-2027-05 2027-05-31',
      'day-2027-08 2027-08-30',
    ]);
  });

  test('every month on a day that some months lack, and on the last day', () => {
    expect(days({ kind: 'monthly', day: 31 }, '2027-01-01T00:00:00Z', '2027-06-01T00:00:00Z')).toEqual([
      'day-2027-01 2027-01-31',
      'day-2027-03 2027-03-31',
      'day-2027-05 2027-05-31',
    ]);
    expect(days({ kind: 'monthly', day: 'last' }, '2028-01-01T00:00:00Z', '2028-04-01T00:00:00Z')).toEqual([
      'day-2028-01 2028-01-31',
      'day-2028-02 2028-02-29',
      'day-2028-03 2028-03-31',
    ]);
  });

  test('a cron line, at its own time and at another', () => {
    const rule: OccasionRule = { kind: 'cron', line: '15 7 * * 1' };
    const posts = [
      { post: 'note', offsetDays: 0 },
      { ...AT_9, post: 'later', offsetDays: 1 },
    ];
    const campaign = campaignOf([occasionOf(rule, posts)]);
    expect(slots(campaign, '2027-05-17T00:00:00Z', '2027-05-24T00:00:00Z')).toEqual([
      ['sample/note', 'day-2027-05-17T0715', '2027-05-17T04:15:00.000Z'],
      ['sample/later', 'day-2027-05-17', '2027-05-18T06:00:00.000Z'],
    ]);
  });

  test('from and until a year; skipped and extra dates', () => {
    const more = {
      fromYear: 2027,
      untilYear: 2029,
      skip: ['2028-05-21'],
      also: ['2028-05-22', '2029-05-21', '2031-01-01'],
    };
    expect(days(MAY_21, '2026-01-01T00:00:00Z', '2033-01-01T00:00:00Z', more)).toEqual([
      'day-2027 2027-05-21',
      'day-2028-05-22 2028-05-22',
      'day-2029 2029-05-21',
      'day-2031-01-01 2031-01-01',
    ]);
  });

  test('the change of a figure, at once and at the next nine o’clock', () => {
    const rule: OccasionRule = { kind: 'change', figures: ['women'] };
    const campaign = campaignOf([occasionOf(rule, [{ post: 'now', offsetDays: 0 }, AT_9])]);
    const changes = [
      { figure: 'women', at: new Date('2027-05-21T05:59:30Z') },
      { figure: 'women', at: new Date('2027-05-22T06:00:30Z') },
      { figure: 'men', at: new Date('2027-05-23T06:00:00Z') },
    ];
    expect(slots(campaign, '2027-05-21T00:00:00Z', '2027-05-24T00:00:00Z', changes)).toEqual([
      ['sample/now', 'day-20270521T055930Z', '2027-05-21T05:59:30.000Z'],
      ['sample/note', 'day-20270521T055930Z', '2027-05-21T06:00:00.000Z'],
      ['sample/now', 'day-20270522T060030Z', '2027-05-22T06:00:30.000Z'],
      ['sample/note', 'day-20270522T060030Z', '2027-05-23T06:00:00.000Z'],
    ]);
  });
});

test('each place has its own time and zone', () => {
  const campaign = campaignOf([
    occasionOf(
      MAY_21,
      [
        {
          ...AT_9,
          elsewhere: [{ networks: ['telegram'], languages: ['ru'], offsetDays: -1, time: '20:00' }],
        },
        { post: 'plain', offsetDays: 0, time: '10:00' },
      ],
      { elsewhere: [{ networks: ['x'], timeZone: 'Europe/Brussels' }], timeZone: 'Europe/Vilnius' },
    ),
  ]);
  const query = {
    places: PLACES,
    from: new Date('2027-01-01T00:00:00Z'),
    until: new Date('2028-01-01T00:00:00Z'),
  };
  expect(listSlots(campaign, query).map(({ id, dueAt }) => [id, dueAt.toISOString()])).toEqual([
    ['sample/note/day-2027/telegram-ru', '2027-05-20T17:00:00.000Z'],
    ['sample/note/day-2027/telegram-en', '2027-05-21T06:00:00.000Z'],
    ['sample/note/day-2027/x-en', '2027-05-21T07:00:00.000Z'],
    ['sample/plain/day-2027/telegram-en', '2027-05-21T07:00:00.000Z'],
    ['sample/plain/day-2027/telegram-ru', '2027-05-21T07:00:00.000Z'],
    ['sample/plain/day-2027/x-en', '2027-05-21T08:00:00.000Z'],
  ]);
});
