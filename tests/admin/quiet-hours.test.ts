import { expect, test } from 'vitest';
import { quietUntil, readQuietHours } from '../../src/admin/quiet-hours.ts';

const night = { from: '22:00', to: '08:00' };

test.each([
  ['2027-05-20T20:00:00Z', '2027-05-21T06:00:00.000Z'],
  ['2027-05-21T05:59:59Z', '2027-05-21T06:00:00.000Z'],
  ['2027-05-21T06:00:00Z', undefined],
  ['2027-05-20T19:59:00Z', undefined],
])('at %s, in Warsaw, the night is over at %s', (now, until) => {
  expect(quietUntil(night, 'Europe/Warsaw', new Date(now))?.toISOString()).toBe(until);
});

test('hours of one day', () => {
  const noon = { from: '12:00', to: '14:30' };
  expect(quietUntil(noon, 'UTC', new Date('2027-05-20T13:00:30Z'))).toEqual(new Date('2027-05-20T14:30:00Z'));
  expect(quietUntil(noon, 'UTC', new Date('2027-05-20T15:00:00Z'))).toBeUndefined();
});

test.each([
  ['22-8', { from: '22:00', to: '08:00' }],
  ['23:30–07:00', { from: '23:30', to: '07:00' }],
  ['22 до 8', { from: '22:00', to: '08:00' }],
  ['9.15 - 10.45', { from: '09:15', to: '10:45' }],
  ['25-8', undefined],
  ['8-8', undefined],
  ['night', undefined],
])('%s', (text, hours) => {
  expect(readQuietHours(text)).toEqual(hours);
});
