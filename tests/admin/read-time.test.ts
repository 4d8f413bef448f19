import { expect, test } from 'vitest';
import { readTime } from '../../src/admin/read-time.ts';

const now = new Date('2027-05-20T10:00:00Z');
const read = (text: string) => readTime(text, 'Europe/Warsaw', now).toISOString();

test.each([
  ['2027-05-21 09:00', '2027-05-21T07:00:00.000Z'],
  ['2027-05-21T09:00', '2027-05-21T07:00:00.000Z'],
  ['21.05.2027 9:00', '2027-05-21T07:00:00.000Z'],
  ['21.05 09.30', '2027-05-21T07:30:00.000Z'],
  ['13:00', '2027-05-20T11:00:00.000Z'],
  ['09:00', '2027-05-21T07:00:00.000Z'],
  ['tomorrow 09:00', '2027-05-21T07:00:00.000Z'],
  ['Завтра 09:00', '2027-05-21T07:00:00.000Z'],
  ['+10m', '2027-05-20T10:10:00.000Z'],
  ['in 2 hours', '2027-05-20T12:00:00.000Z'],
  ['через 10 минут', '2027-05-20T10:10:00.000Z'],
  ['+1d', '2027-05-21T10:00:00.000Z'],
  ['2027-05-21T07:00:00Z', '2027-05-21T07:00:00.000Z'],
  ['2027-05-21T09:00:30+02:00', '2027-05-21T07:00:30.000Z'],
  ['now', '2027-05-20T10:00:00.000Z'],
  ['2027-12-01 09:00', '2027-12-01T08:00:00.000Z'],
])('%s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  ['soon', 'time.unclear'],
  ['2027-05-21', 'time.unclear'],
  ['9', 'time.unclear'],
  ['someday 09:00', 'time.unclear'],
  ['2027-02-30 09:00', 'time.impossible'],
  ['25:00', 'time.impossible'],
  ['2028-03-26 02:30', 'time.impossible'],
  ['2027-10-31 02:30', 'time.impossible'],
  ['2027-05-19 09:00', 'time.past'],
  ['2027-05-20T09:59:59Z', 'time.past'],
  ['2027-13-01T09:00:00Z', 'time.impossible'],
])('%s is refused: %s', (text, key) => {
  expect(() => read(text)).toThrow(key);
});
