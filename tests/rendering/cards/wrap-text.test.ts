import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scaleTicks } from '../../../src/rendering/cards/scale-ticks.ts';
import { wrapText } from '../../../src/rendering/cards/wrap-text.ts';

/** Every character is ten pixels wide. */
const measure = (text: string) => text.length * 10;

test('lines are few and then even, and a no-break space holds', () => {
  expect(wrapText('one two three four', 130, measure)).toEqual(['one two', 'three four']);
  expect(wrapText('one two three four', 1000, measure)).toEqual(['one two three four']);
  expect(wrapText('one two\u00a0three', 110, measure)).toEqual(['one', 'two\u00a0three']);
  expect(wrapText('extraordinary', 100, measure)).toBeUndefined();
});

test('no line is wider than the room, and no word is lost', () => {
  const words = fc.array(fc.stringMatching(/^[a-zа-я]{1,12}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 120, max: 900 }), (list, room) => {
      const lines = wrapText(list.join(' '), room, measure) ?? [];
      expect(lines.join(' ')).toBe(list.join(' '));
      for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(room);
    }),
  );
});

test('a scale goes from zero beyond the highest value in few round steps', () => {
  expect(scaleTicks(206)).toEqual([0, 100, 200, 300]);
  expect(scaleTicks(3)).toEqual([0, 1, 2, 3]);
  expect(scaleTicks(0)).toEqual([0, 1]);
  fc.assert(
    fc.property(fc.nat(10_000_000), highest => {
      const ticks = scaleTicks(highest);
      const [first, step = 0] = ticks;
      expect(first).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(String(step)).toMatch(/^[125]0*$/);
    }),
  );
});
