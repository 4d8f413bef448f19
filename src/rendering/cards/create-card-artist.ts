import type { CardDrawing } from '../../domain/figure-card.ts';
import { drawSvg } from './draw-svg.ts';
import { layoutCard } from './layout-card.ts';
import { createTypeface, type FontFiles } from './typeface.ts';

/**
 * Draws cards as SVG. Pure: the same drawing gives the same card.
 * @throws InputError where the words do not fit at a legible size, or the typeface lacks a character.
 */
export type DrawCard = (drawing: CardDrawing) => string;

export function createCardArtist(fonts: FontFiles): DrawCard {
  const typeface = createTypeface(fonts);
  return drawing => drawSvg(layoutCard(drawing, typeface), typeface);
}
