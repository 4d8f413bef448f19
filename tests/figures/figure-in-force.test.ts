import { describe, expect, test } from 'vitest';
import { figureInForce } from '../../src/domain/figure-in-force.ts';
import { doubtOf } from '../../src/domain/judge-reading.ts';
import { baseFigure, booked, exactly, newReading } from './reading.ts';

describe('the figure in force', () => {
  test('is the confirmed reading with the newest date; the others are what it was earlier', () => {
    const figure = figureInForce(baseFigure({ earlier: [{ ...baseFigure(), asOf: '2023-05-21' }] }), [
      booked(3, { value: exactly(300), asOf: '2026-12-01', state: 'waiting' }),
      booked(2, { value: exactly(190), asOf: '2025-01' }),
      booked(1, { value: exactly(201) }),
    ]);
    expect(figure.value).toEqual(exactly(201));
    expect(figure.earlier.map(({ asOf }) => asOf)).toEqual(['2025-01', '2024-03-26', '2023-05-21']);
  });

  test('of one date is what was said last, and the file where all was taken back', () => {
    const first = booked(1, { value: exactly(201) });
    const corrected = booked(2, { value: exactly(202) });
    expect(figureInForce(baseFigure(), [corrected, first]).value).toEqual(exactly(202));
    const undone = { ...corrected, state: 'undone' } as const;
    expect(figureInForce(baseFigure(), [undone, first]).value).toEqual(exactly(201));
    expect(figureInForce(baseFigure(), [undone]).value).toEqual(exactly(198));
  });

  test('is the one of the file where that is newer than the book', () => {
    const base = baseFigure({ value: exactly(205), asOf: '2027-01-01' });
    expect(figureInForce(base, [booked(1)]).value).toEqual(exactly(205));
  });
});

describe('an admin has to confirm', () => {
  const judge = (value: number, asOf = '2026-11-20', over = {}) =>
    doubtOf(baseFigure(over), newReading({ value: exactly(value), asOf }), '2026-11-20');

  test.each([
    ['a date in the future', judge(199, '2026-11-21'), 'its date 2026-11-21 is in the future'],
    ['a month that has not begun', judge(199, '2026-12'), 'its date 2026-12 is in the future'],
    [
      'an older date',
      judge(199, '2024-03-25'),
      'its date 2024-03-25 is older than that of the figure in force, 2024-03-26',
    ],
    ['a fall to 0', judge(0, undefined, { value: exactly(2) }), 'it falls to 0'],
    ['a jump by more than a fifth', judge(240), 'it jumps from 198 to 240, by more than 39'],
    [
      'a jump by more than its own maxChange',
      judge(199, undefined, { maxChange: { kind: 'count', value: 0 } }),
      'it jumps from 198 to 199, by more than 0',
    ],
    [
      'a share of its own',
      judge(210, undefined, { maxChange: { kind: 'share', value: 0.05 } }),
      'it jumps from 198 to 210, by more than 9',
    ],
  ])('%s', (_, doubt, expected) => expect(doubt).toBe(expected));

  test.each([
    ['a step within a fifth', judge(201)],
    ['the current month', judge(199, '2026-11')],
    ['the same date again', judge(199, '2024-03-26')],
    ['a small figure that moves by whole persons', judge(9, undefined, { value: exactly(6) })],
  ])('but not %s', (_, doubt) => expect(doubt).toBeUndefined());
});
