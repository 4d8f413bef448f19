import { describe, expect, test } from 'vitest';
import { parseRetryAfter, timeAfter } from '../../src/shared/http.ts';

const NOW = new Date('2027-05-21T06:00:00Z');
const inSeconds = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('Retry-After', () => {
  test.each([
    ['seconds', '90', 90],
    ['seconds with a fraction', '1.5', 1.5],
    ['none', '0', 0],
    ['spaces around it', ' 7 ', 7],
    ['an HTTP date', 'Fri, 21 May 2027 06:02:00 GMT', 120],
    ['an ISO 8601 time', '2027-05-21T06:02:00.000Z', 120],
    ['a time that is over', 'Fri, 21 May 2027 05:00:00 GMT', 0],
    ['a week', '604800', 604_800],
  ])('is read as %s', (_, text, seconds) => {
    expect(parseRetryAfter(text, NOW)).toEqual(inSeconds(seconds));
  });

  test.each([
    ['nothing', ''],
    ['words', 'soon'],
    ['more digits than a time has', '9'.repeat(24)],
    ['more digits than a number has', '9'.repeat(400)],
    ['centuries', 'Fri, 21 May 9999 06:02:00 GMT'],
    ['two years', '63072000'],
    ['a number that is none', '1e9x'],
  ])('says nothing where it is %s', (_, text) => {
    expect(parseRetryAfter(text, NOW)).toBeUndefined();
  });

  test('in dates goes by the clock of the server', () => {
    const ahead = inSeconds(3_600).toUTCString();
    expect(parseRetryAfter(inSeconds(3_690).toUTCString(), NOW, ahead)).toEqual(inSeconds(90));
    expect(parseRetryAfter('90', NOW, ahead)).toEqual(inSeconds(90));
  });

  test('goes by our clock where that of the server shows another day, or nothing', () => {
    const until = inSeconds(90).toUTCString();
    for (const date of ['Thu, 01 Jan 1970 00:00:00 GMT', 'today', undefined, null])
      expect(parseRetryAfter(until, NOW, date)).toEqual(inSeconds(90));
  });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('a wait of %f is no time', wait => {
  expect(timeAfter(NOW, wait)).toBeUndefined();
});
