import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { PreviewTile } from '../../src/rendering/previews/preview-sheet.ts';
import { setText } from '../../src/rendering/previews/set-text.ts';
import { openPreviewArtist } from '../../src/wiring/open-preview-artist.ts';

const measure = (text: string) => [...text].length * 10;
const lines = (text: string, room: number, marks: Parameters<typeof setText>[1] = []) =>
  setText(text, marks, room, measure).map(line => line.map(run => run.text).join(''));

test('a text is set into lines that fit, and a word that is too long is cut', () => {
  expect(lines('one two three', 80)).toEqual(['one two ', 'three']);
  expect(lines('one\n\ntwo', 80)).toEqual(['one', '', 'two']);
  expect(lines('abcdefghijkl', 50)).toEqual(['abcde', 'fghij', 'kl']);
  expect(lines('👩‍👩‍👧👩‍👩‍👧', 60)).toEqual(['👩‍👩‍👧', '👩‍👩‍👧']);
});

test('marks part a line into runs, each where the one before it ends', () => {
  const [line = []] = setText('ab cd', [{ kind: 'bold', start: 1, end: 4 }], 500, measure);
  expect(line.map(({ text, x, look }) => [text, x, look.weight])).toEqual([
    ['a', 0, 'regular'],
    ['b', 10, 'bold'],
    [' ', 20, 'bold'],
    ['c', 30, 'bold'],
    ['d', 40, 'regular'],
  ]);
});

const tile: PreviewTile = {
  heading: 'Telegram · English',
  measure: '12 of 4096 characters',
  text: 'Words & <signs> «цитата» 🕊️ 漢字',
  marks: [],
  pictures: [],
  picturesFirst: false,
};

test('a preview is one picture, two tiles wide, whatever signs stand in it', async () => {
  const draw = openPreviewArtist();
  const bytes = new Uint8Array(
    await sharp({ create: { width: 900, height: 600, channels: 3, background: 'red' } })
      .png()
      .toBuffer(),
  );
  const pictures = [
    { id: 'a', type: 'image/png', bytes },
    { id: 'b', type: 'video/mp4', bytes: new Uint8Array() },
  ];
  const tiles = [tile, { ...tile, pictures }, { ...tile, text: '', refusal: 'It cannot go there.' }];
  const { format, width, height } = await sharp(await draw({ title: 'Preview', tiles })).metadata();
  expect([format, width]).toEqual(['png', 1440]);
  const { height: lower } = await sharp(await draw({ title: 'Preview', tiles: [tile] })).metadata();
  expect(height).toBeGreaterThan(2 * lower - 200);
});
