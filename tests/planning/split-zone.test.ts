import { expect, test } from 'vitest';
import { splitZone } from '../../src/planning/split-zone.ts';

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '%s, which every object has, is no zone',
  name => {
    expect(splitZone(`9:00 ${name}`)).toEqual({ words: `9:00 ${name}` });
  },
);

test('names that are not the ends of IANA names are known', () => {
  expect(splitZone('9:00 MSK')).toEqual({ words: '9:00', zone: 'Europe/Moscow' });
  expect(splitZone('9:00 UTC')).toEqual({ words: '9:00', zone: 'UTC' });
});
