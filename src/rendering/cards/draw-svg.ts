import { PALETTE } from './palette.ts';
import type { Picture, PlacedText, Point, Shape } from './picture.ts';
import type { Typeface } from './typeface.ts';

/** The card as SVG. Texts are outlines, so that it looks the same on every machine, whatever fonts that has. */
export function drawSvg({ width, height, shapes, texts }: Picture, typeface: Typeface): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${PALETTE.paper}"/>`,
    ...shapes.map(drawShape),
    ...texts.map(text => drawText(text, typeface)),
    '</svg>',
  ].join('');
}

function drawText({ text, weight, size, colour, x, baseline }: PlacedText, typeface: Typeface): string {
  return `<path fill="${PALETTE[colour]}" d="${typeface.outline(text, weight, size, x, baseline)}"/>`;
}

function drawShape(shape: Shape): string {
  switch (shape.kind) {
    case 'box':
      return `<rect x="${near(shape.x)}" y="${near(shape.y)}" width="${near(shape.width)}" height="${near(shape.height)}" fill="${PALETTE[shape.colour]}"/>`;
    case 'line':
      return `<polyline points="${shape.points.map(pair).join(' ')}" fill="none" stroke="${PALETTE.accent}" stroke-width="${shape.width}" stroke-linejoin="round" stroke-linecap="round"/>`;
    case 'dot':
      return `<circle cx="${near(shape.at.x)}" cy="${near(shape.at.y)}" r="${shape.radius}" fill="${PALETTE.accent}" stroke="${PALETTE.paper}" stroke-width="3"/>`;
  }
}

function pair({ x, y }: Point): string {
  return `${near(x)},${near(y)}`;
}

function near(value: number): number {
  return Math.round(value * 100) / 100;
}
