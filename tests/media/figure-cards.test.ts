import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { FIGURE_CARD_SIZES } from '../../src/domain/figure-card.ts';
import { rasterizeSvg } from '../../src/media/rasterize-svg.ts';
import { drawSvg } from '../../src/rendering/cards/draw-svg.ts';
import { layoutCard } from '../../src/rendering/cards/layout-card.ts';
import { openCardArtist } from '../../src/wiring/open-card-artist.ts';
import { type CardStage, openCardStage, SIZES, withHistory } from '../rendering/cards/card-stage.ts';
import { LANGUAGES } from '../rendering/sample.ts';
import { expectClean } from './expect-clean.ts';

const MOST_BYTES = 1_000_000;
/** A pixel darker than this is ink. */
const INK = 200;
/** So many pixels at either end of a text. */
const EDGE = 5;

let stage: CardStage;
beforeAll(async () => {
  stage = await openCardStage();
});

function chunksOf(png: Uint8Array): readonly string[] {
  const bytes = Buffer.from(png);
  const names: string[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    names.push(bytes.toString('latin1', at + 4, at + 8));
  }
  return names;
}

const draw = openCardArtist();

describe.each(SIZES)('a %s card as PNG', size => {
  test.each(LANGUAGES)('in %s is small and clean', async language => {
    const { drawing } = stage.describe(stage.campaign.figures.slice(0, 4), language, size);
    const png = await draw(drawing);
    expect(png.length).toBeLessThan(MOST_BYTES);
    // Beside the picture there is only how dense its pixels are.
    expect(new Set(chunksOf(png))).toEqual(new Set(['IHDR', 'pHYs', 'IDAT', 'IEND']));
    await expectClean(png);
    const { format, width, height } = await sharp(png).metadata();
    expect({ format, width, height }).toEqual({ format: 'png', ...FIGURE_CARD_SIZES[size] });
  });

  test('is the same from the same figures', async () => {
    const figures = stage.campaign.figures.slice(0, 2);
    const [one, other] = [stage.describe(figures, 'be', size), stage.describe(figures, 'be', size)];
    expect(await openCardArtist()(other.drawing)).toEqual(await draw(one.drawing));
  });

  test('shows every text to its last letter', async () => {
    const figure = withHistory(stage.figure('women_in_custody'), [
      ['2023-05-21', 206],
      ['2022-05-21', 151],
    ]);
    for (const figures of [[figure], stage.campaign.figures.slice(4, 6)]) {
      const picture = layoutCard(stage.describe(figures, 'ru', size).drawing, stage.typeface);
      const png = await rasterizeSvg(drawSvg(picture, stage.typeface));
      const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
      const darkest = (from: number, to: number, top: number, bottom: number) => {
        const rows = Array.from({ length: bottom - top }, (_, row) =>
          data.subarray((top + row) * info.width + from, (top + row) * info.width + to),
        );
        return Math.min(...rows.flatMap(row => [...row]));
      };
      for (const { text, weight, size: height, x, baseline } of picture.texts) {
        const { left, top, right, bottom } = stage.typeface.box(text, weight, height, x, baseline);
        for (const from of [Math.floor(left), Math.ceil(right) - EDGE]) {
          const ink = darkest(from, from + EDGE, Math.floor(top), Math.ceil(bottom));
          expect(ink, `${text} at ${from}`).toBeLessThan(INK);
        }
      }
    }
  });
});
