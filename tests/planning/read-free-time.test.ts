import { afterEach, describe, expect, test } from 'vitest';
import { findConflicts } from '../../src/planning/find-conflicts.ts';
import { readFreeTime } from '../../src/planning/read-free-time.ts';

const NOW = new Date('2026-11-22T22:30:00Z');
const MACHINE = process.env.TZ;

afterEach(() => {
  if (MACHINE === undefined) delete process.env.TZ;
  else process.env.TZ = MACHINE;
});

/** On the 23rd at 01:30 in Minsk, on the 22nd at 23:30 in Brussels. */
function read(text: string) {
  const understood = readFreeTime(text, 'Europe/Minsk', NOW);
  if (understood === undefined) return undefined;
  const { at, clocks } = understood;
  return `${at.toISOString().slice(0, 16)} ${understood.timeZone}${clocks === 'once' ? '' : ` ${clocks}`}`;
}

describe.each(['UTC', 'America/New_York', 'Pacific/Kiritimati'])('on a machine in %s', zone => {
  test.each([
    ['tomorrow 9:00', '2026-11-24T06:00 Europe/Minsk'],
    ['tomorrow at 6pm', '2026-11-24T15:00 Europe/Minsk'],
    ['завтра в 9', '2026-11-24T06:00 Europe/Minsk'],
    ['завтра в 9:00 по Брюсселю', '2026-11-23T08:00 Europe/Brussels'],
    ['21 May 18:30 Minsk', '2027-05-21T15:30 Europe/Minsk'],
    ['21 May 18:30 in Brussels', '2027-05-21T16:30 Europe/Brussels'],
    ['21 мая в 18:30', '2027-05-21T15:30 Europe/Minsk'],
    ['21 мая 2028 года в 18:30', '2028-05-21T15:30 Europe/Minsk'],
    ['21/05/2027 09:00', '2027-05-21T06:00 Europe/Minsk'],
    ['в пятницу в 18:00', '2026-11-27T15:00 Europe/Minsk'],
    ['friday at 18:00', '2026-11-27T15:00 Europe/Minsk'],
    ['через 2 часа', '2026-11-23T00:30 Europe/Minsk'],
    ['in two hours', '2026-11-23T00:30 Europe/Minsk'],
    ['послезавтра в полдень', '2026-11-25T09:00 Europe/Minsk'],
    ['next Monday at 9', '2026-11-30T06:00 Europe/Minsk'],
    ['monday 9', '2026-11-23T06:00 Europe/Minsk'],
    ['monday 1:00', '2026-11-29T22:00 Europe/Minsk'],
    ['23 ноября в 2', '2026-11-22T23:00 Europe/Minsk'],
    ['23 November 1:00', '2027-11-22T22:00 Europe/Minsk'],
    ['at 2', '2026-11-22T23:00 Europe/Minsk'],
    ['в час ночи', '2026-11-23T22:00 Europe/Minsk'],
    ['tomorrow at nine in the morning', '2026-11-24T06:00 Europe/Minsk'],
    ['tomorrow at nine', '2026-11-24T06:00 Europe/Minsk'],
    ['half past six pm', '2026-11-23T15:30 Europe/Minsk'],
    ['quarter to seven in the evening', '2026-11-23T15:45 Europe/Minsk'],
    ["Friday at ten o'clock at night Brussels", '2026-11-27T21:00 Europe/Brussels'],
    ['at noon', '2026-11-23T09:00 Europe/Minsk'],
    ['tomorrow at 12 at night', '2026-11-23T21:00 Europe/Minsk'],
    ['завтра в девять утра', '2026-11-24T06:00 Europe/Minsk'],
    ['завтра в девять вечера', '2026-11-24T18:00 Europe/Minsk'],
    ['завтра в девять', '2026-11-24T06:00 Europe/Minsk'],
    ['завтра в двенадцать часов дня', '2026-11-24T09:00 Europe/Minsk'],
    ['завтра в 12 ночи', '2026-11-23T21:00 Europe/Minsk'],
    ['в пятницу в половине седьмого вечера', '2026-11-27T15:30 Europe/Minsk'],
    ['завтра в двадцать один ноль ноль', '2026-11-24T18:00 Europe/Minsk'],
    ['21 мая в восемнадцать тридцать', '2027-05-21T15:30 Europe/Minsk'],
    ['завтра в 6:30 вечера', '2026-11-24T15:30 Europe/Minsk'],
    ['в полдень', '2026-11-23T09:00 Europe/Minsk'],
    ['в полночь', '2026-11-23T21:00 Europe/Minsk'],
    ['через два часа', '2026-11-23T00:30 Europe/Minsk'],
    ['last Friday at 9', '2026-11-20T06:00 Europe/Minsk'],
    ['в прошлую пятницу в 9', '2026-11-20T06:00 Europe/Minsk'],
    ['in 3 days at 9:00', '2026-11-26T06:00 Europe/Minsk'],
    ['tonight at 8', '2026-11-23T17:00 Europe/Minsk'],
    ['21 мая в 9 утра', '2027-05-21T06:00 Europe/Minsk'],
    ['21 мая в 18 часов', '2027-05-21T15:00 Europe/Minsk'],
    ['May 21 at 9', '2027-05-21T06:00 Europe/Minsk'],
    ['the 21st of May, 2028 at 9:00.', '2028-05-21T06:00 Europe/Minsk'],
    ['29 February 9:00', '2028-02-29T06:00 Europe/Minsk'],
    ['29 февраля в 9', '2028-02-29T06:00 Europe/Minsk'],
    ['завтра в 18-30 (Варшава)', '2026-11-23T17:30 Europe/Warsaw'],
    ['21 мая в 18:30 по минскому времени', '2027-05-21T15:30 Europe/Minsk'],
    ['tomorrow 9:00 New York', '2026-11-23T14:00 America/New_York'],
    ['21 May 18:30 CET', '2027-05-21T16:30 Europe/Minsk'],
    ['28 March 2027 02:30 Brussels', '2027-03-28T01:30 Europe/Brussels skipped'],
    ['31 October 2027 02:30 Brussels', '2027-10-31T00:30 Europe/Brussels twice'],
  ])('%s', (text, expected) => {
    process.env.TZ = zone;
    expect(read(text)).toBe(expected);
  });
});

test.each([
  'tomorrow',
  'завтра утром',
  'завтра в девять часов дня',
  'tomorrow at one or two',
  'May 21',
  'tomorrow 25:00',
  '31 February 9:00',
  '1 June 9:00 and 2 June 10:00',
  'send it tomorrow 9:00',
  '21 травня 9:00',
  '31 февраля в 9',
  'when the cows come home at 9',
  'tomorrow 9:00 Atlantis',
  '',
])('is not sure of: %s', text => {
  expect(read(text)).toBeUndefined();
});

test('two posts of one place that stand nearer than the gap are a conflict; the same one, and another place, are none', () => {
  const at = (id: string, place: string, time: string) => ({
    id,
    post: 'sample/note',
    place,
    dueAt: new Date(`2027-05-21T${time}:00Z`),
  });
  const wanted = [at('a', 'x-en', '09:00'), at('b', 'x-ru', '09:00')];
  const others = [
    at('a', 'x-en', '09:00'),
    at('c', 'x-en', '09:29'),
    at('d', 'x-ru', '09:30'),
    at('e', 'y', '09:00'),
  ];
  expect(findConflicts(wanted, others, 30 * 60_000)).toEqual([{ wanted: wanted[0], other: others[1] }]);
});
