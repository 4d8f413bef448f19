import { expect, test } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import { listOccurrences } from '../../src/planning/list-occurrences.ts';

function campaignWith(
  timeZone: string,
  every: string,
  posts: Campaign['occasions'][number]['posts'],
): Campaign {
  return {
    id: 'may-21',
    titles: {},
    timeZone,
    languages: ['en'],
    hashtags: [],
    links: [],
    figures: [],
    occasions: [{ id: 'day', titles: {}, every, posts }],
    posts: [],
    maxPerHour: 100,
  };
}

const times = (campaign: Campaign, from: string, until: string) =>
  listOccurrences(campaign, new Date(from), new Date(until)).map(({ post, occurrence, dueAt }) => [
    post,
    occurrence,
    dueAt.toISOString(),
  ]);

test('a post of May 21 is due at the wall-clock time of the campaign', () => {
  const campaign = campaignWith('Europe/Minsk', '05-21', [
    { post: 'morning', offsetDays: 0, time: '09:00' },
    { post: 'week-before', offsetDays: -7, time: '18:00' },
  ]);
  expect(times(campaign, '2027-01-01T00:00:00Z', '2028-01-01T00:00:00Z')).toEqual([
    ['may-21/week-before', 'day-2027', '2027-05-14T15:00:00.000Z'],
    ['may-21/morning', 'day-2027', '2027-05-21T06:00:00.000Z'],
  ]);
});

test('an offset may cross the new year', () => {
  const campaign = campaignWith('UTC', '01-03', [{ post: 'before', offsetDays: -7, time: '12:00' }]);
  expect(times(campaign, '2026-12-01T00:00:00Z', '2026-12-31T00:00:00Z')).toEqual([
    ['may-21/before', 'day-2027', '2026-12-27T12:00:00.000Z'],
  ]);
});

test('a time that a clock change skips moves forward, one that it repeats is the first', () => {
  const skipped = campaignWith('Europe/Brussels', '03-28', [{ post: 'p', offsetDays: 0, time: '02:30' }]);
  expect(times(skipped, '2027-03-01T00:00:00Z', '2027-04-01T00:00:00Z')[0]?.[2]).toBe(
    '2027-03-28T01:30:00.000Z',
  );
  const repeated = campaignWith('Europe/Brussels', '10-31', [{ post: 'p', offsetDays: 0, time: '02:30' }]);
  expect(times(repeated, '2027-10-01T00:00:00Z', '2027-11-01T00:00:00Z')[0]?.[2]).toBe(
    '2027-10-31T00:30:00.000Z',
  );
});

test('29 February is skipped in other years', () => {
  const campaign = campaignWith('UTC', '02-29', [{ post: 'p', offsetDays: 0, time: '09:00' }]);
  const found = times(campaign, '2026-01-01T00:00:00Z', '2033-01-01T00:00:00Z').map(([, , at]) =>
    at?.slice(0, 10),
  );
  expect(found).toEqual(['2028-02-29', '2032-02-29']);
});
