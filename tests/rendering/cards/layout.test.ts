import { beforeAll, describe, expect, test } from 'vitest';
import type { Figure } from '../../../src/domain/figure.ts';
import { FIGURE_CARD_SIZES } from '../../../src/domain/figure-card.ts';
import { layoutCard } from '../../../src/rendering/cards/layout-card.ts';
import type { Picture } from '../../../src/rendering/cards/picture.ts';
import type { Box } from '../../../src/rendering/cards/typeface.ts';
import { LANGUAGES } from '../sample.ts';
import { type CardStage, openCardStage, SIZES, withHistory } from './card-stage.ts';

/** Pixels between the ink and the edge, or the ink of another text. */
const EDGE = 24;
const SMALLEST_TEXT = 24;

let stage: CardStage;
beforeAll(async () => {
  stage = await openCardStage();
});

function inkOf(picture: Picture): readonly (Box & { readonly text: string })[] {
  return picture.texts.map(({ text, weight, size, x, baseline }) => ({
    text,
    ...stage.typeface.box(text, weight, size, x, baseline),
  }));
}

function faultsOf(picture: Picture): readonly string[] {
  const { width, height } = picture;
  const ink = inkOf(picture);
  const outside = ink
    .filter(
      ({ left, top, right, bottom }) =>
        !(left >= EDGE && top >= EDGE && right <= width - EDGE && bottom <= height - EDGE),
    )
    .map(({ text }) => `"${text}" leaves the card`);
  const overlapping = ink.flatMap((one, index) =>
    ink
      .slice(index + 1)
      .filter(other => touch(one, other))
      .map(other => `"${one.text}" touches "${other.text}"`),
  );
  const small = picture.texts
    .filter(({ size }) => size < SMALLEST_TEXT)
    .map(({ text, size }) => `"${text}" has ${size} pixels`);
  const ruled = picture.shapes.flatMap(shape => {
    if (shape.kind !== 'box' || shape.colour !== 'hairline') return [];
    const box = { left: shape.x, top: shape.y, right: shape.x + shape.width, bottom: shape.y + shape.height };
    return ink
      .filter(text => chartTexts(picture) === 0 && touch(text, box))
      .map(({ text }) => `a line crosses "${text}"`);
  });
  return [...outside, ...overlapping, ...small, ...ruled];
}

function chartTexts({ shapes }: Picture): number {
  return shapes.filter(({ kind }) => kind === 'line').length;
}

function touch(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Everything that the card has to say, as one text. */
function textOf(picture: Picture): string {
  return picture.texts.map(({ text }) => text.replaceAll('\u00a0', ' ')).join(' ');
}

describe.each(SIZES)('on a %s card', size => {
  test.each(LANGUAGES)('every figure of the campaign in %s stands whole, apart and legible', language => {
    for (const figure of stage.campaign.figures) {
      const { drawing } = stage.describe([figure], language, size);
      const picture = layoutCard(drawing, stage.typeface);
      expect(faultsOf(picture), figure.id).toEqual([]);
      const { width, height } = FIGURE_CARD_SIZES[size];
      expect([picture.width, picture.height]).toEqual([width, height]);
      const said = textOf(picture);
      const [cell] = drawing.cells;
      for (const text of [
        drawing.title,
        drawing.publisher,
        cell?.label,
        cell?.number,
        cell?.after,
        cell?.dated,
      ]) {
        expect(said).toContain(text?.replaceAll('\u00a0', ' '));
      }
      expect(said).toContain(cell?.source.replaceAll('\u00a0', ' '));
    }
  });

  test.each(LANGUAGES)('the figures of one day in %s stand together, two, three and four', language => {
    const ofOneDay = ['women_in_custody', 'women_house_arrest', 'minors_in_custody', 'total_in_custody'].map(
      stage.figure,
    );
    for (const count of [2, 3, 4]) {
      const { drawing } = stage.describe(ofOneDay.slice(0, count), language, size);
      const picture = layoutCard(drawing, stage.typeface);
      expect(faultsOf(picture)).toEqual([]);
      const dated = drawing.cells[0]?.dated.replaceAll('\u00a0', ' ') ?? '';
      expect(textOf(picture).split(dated)).toHaveLength(2);
    }
  });

  test('any neighbours of the campaign stand whole, or are refused in words', () => {
    const { figures } = stage.campaign;
    let refused = 0;
    for (const language of LANGUAGES) {
      for (const count of [2, 3, 4]) {
        for (let first = 0; first + count <= figures.length; first += 1) {
          const { drawing } = stage.describe(figures.slice(first, first + count), language, size);
          try {
            expect(faultsOf(layoutCard(drawing, stage.typeface))).toEqual([]);
          } catch (error) {
            expect(String(error)).toMatch(
              /has too many words to be legible: take fewer figures, or the other size/,
            );
            refused += 1;
          }
        }
      }
    }
    // A square one has room for any of them.
    expect(refused).toBeLessThanOrEqual(size === 'square' ? 0 : 20);
  });

  test('numbers as large as they come stand whole', () => {
    const value: Figure['value'] = { kind: 'range', from: 987_654_321, to: 9_007_199_254_740_991 };
    const huge = { ...stage.figure('total_in_custody'), value };
    const bound = { ...huge, value: { kind: 'less-than', value: 9_007_199_254_740_991 } as const };
    for (const figures of [[huge], [bound], [bound, { ...bound, id: 'other' }]]) {
      expect(faultsOf(layoutCard(stage.describe(figures, 'ru', size).drawing, stage.typeface))).toEqual([]);
    }
  });

  test.each(LANGUAGES)('a history in %s is a line with dates and values that touch nothing', language => {
    const figure = stage.figure('women_in_custody');
    const histories = [
      [
        ['2023-12-01', 186],
        ['2023-05-21', 206],
        ['2022-05-21', 151],
        ['2021-05-21', 62],
      ],
      [
        ['2024-03-25', 199],
        ['2024-03-24', 1_000_000],
      ],
      [
        ['2024-02', 0],
        ['2023', 0],
      ],
      Array.from({ length: 60 }, (_, index) => [`${2023 - index}-01-01`, (index * 7919) % 5000] as const),
    ] as const;
    for (const history of histories) {
      const { drawing } = stage.describe([withHistory(figure, history)], language, size);
      const picture = layoutCard(drawing, stage.typeface);
      expect(faultsOf(picture)).toEqual([]);
      const said = picture.texts.map(({ text }) => text);
      expect(said.filter(text => text === '198')).not.toHaveLength(0);
      expect(said).toContain('0');
      const line = picture.shapes.find(({ kind }) => kind === 'line');
      expect(line?.kind === 'line' && line.points).toHaveLength(history.length + 1);
    }
  });
});

test('what the typeface lacks is refused, and the character named', () => {
  const { drawing } = stage.describe([stage.figure('emigrated')], 'en');
  const strange = { ...drawing, title: 'Solidarity ✊' };
  expect(() => layoutCard(strange, stage.typeface)).toThrow(
    'The typeface of the figure cards has no "✊" (U+270A), which stands in "✊": write it without.',
  );
});
