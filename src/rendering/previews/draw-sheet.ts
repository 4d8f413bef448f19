import type { Typeface } from '../cards/typeface.ts';
import type { SheetLayout, TilePlace } from './lay-out-sheet.ts';
import type { SheetPicture, Thumbnails } from './preview-sheet.ts';
import { createMeasure, piecesOf, type Run } from './set-text.ts';
import { type Piece, ROOM, SHEET, TILE_WIDTH, type Tone } from './sheet-pieces.ts';

const COLOURS = {
  desk: '#eceae6',
  paper: '#ffffff',
  ink: '#1a1a1a',
  soft: '#5a5a5a',
  live: '#1b5fa6',
  fault: '#b0121f',
  hairline: '#d5d2cc',
  film: '#2b2b2b',
} as const;

const GAP = 8;

/** The sheet as SVG. Texts are outlines; only what the typeface lacks, emoji above all, is left to the fonts of the machine. */
export function drawSheet(
  { height, tiles, pieces }: SheetLayout,
  thumbnails: Thumbnails,
  typeface: Typeface,
): string {
  const { width } = SHEET;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${COLOURS.desk}"/>`,
    ...tiles.map(drawTile),
    ...pieces.map(piece => drawPiece(piece, thumbnails, typeface)),
    '</svg>',
  ].join('');
}

function drawTile({ x, y, height, isRefused }: TilePlace): string {
  const edge = isRefused ? COLOURS.fault : COLOURS.hairline;
  return `<rect x="${x}" y="${y}" width="${TILE_WIDTH}" height="${height}" rx="22" fill="${COLOURS.paper}" stroke="${edge}" stroke-width="2"/>`;
}

function drawPiece(piece: Piece, thumbnails: Thumbnails, typeface: Typeface): string {
  switch (piece.kind) {
    case 'line':
      return piece.line
        .map(run => drawRun(run, piece.x + run.x, piece.y, piece.size, piece.tone, typeface))
        .join('');
    case 'frame':
      return `<rect x="${piece.x}" y="${piece.y}" width="6" height="${piece.height}" rx="3" fill="${COLOURS.hairline}"/>`;
    case 'pictures':
      return drawPictures(piece.pictures, piece.x, piece.y, thumbnails);
  }
}

function drawRun(
  { text, look }: Run,
  x: number,
  baseline: number,
  size: number,
  tone: Tone,
  typeface: Typeface,
): string {
  const colour = look.live ? COLOURS.live : COLOURS[tone];
  const measure = createMeasure(typeface, size);
  let at = 0;
  const drawn = piecesOf(text, typeface).map(({ text: piece, known }) => {
    const shape = known
      ? `<path fill="${colour}" d="${typeface.outline(piece, look.weight, size, at, 0)}"/>`
      : `<text x="${at}" y="0" font-size="${size}" fill="${colour}">${escapeXml(piece)}</text>`;
    at += measure(piece, look.weight);
    return shape;
  });
  const slant = look.italic ? ' skewX(-10)' : '';
  return `<g transform="translate(${near(x)} ${near(baseline)})${slant}">${drawn.join('')}</g>`;
}

/** Side by side, each cut to its share of the room. */
function drawPictures(
  pictures: readonly SheetPicture[],
  x: number,
  y: number,
  thumbnails: Thumbnails,
): string {
  const width = (ROOM - GAP * (pictures.length - 1)) / pictures.length;
  return pictures
    .map(({ id }, index) => drawPicture(thumbnails.get(id), x + index * (width + GAP), y, width))
    .join('');
}

function drawPicture(url: string | undefined, x: number, y: number, width: number): string {
  const { pictures: height } = SHEET;
  const box = `x="${near(x)}" y="${near(y)}" width="${near(width)}" height="${height}"`;
  if (url !== undefined) {
    return `<image ${box} preserveAspectRatio="xMidYMid slice" xlink:href="${url}"/>`;
  }
  const [middle, centre] = [near(x + width / 2), near(y + height / 2)];
  return `<rect ${box} fill="${COLOURS.film}"/><path fill="${COLOURS.paper}" d="M${middle - 30} ${centre - 42}L${middle + 46} ${centre}L${middle - 30} ${centre + 42}Z"/>`;
}

function escapeXml(text: string): string {
  return text
    .replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`)
    .replace(/[^\P{C}\u200d]/gu, '');
}

function near(value: number): number {
  return Math.round(value * 100) / 100;
}
