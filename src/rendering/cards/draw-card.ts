import type { FigureCardSize } from '../../domain/figure-card.ts';
import type { CardMaterial } from './card-words.ts';
import { describeCard } from './describe-card.ts';
import { drawSvg } from './draw-svg.ts';
import { layoutCard } from './layout-card.ts';
import type { Typeface } from './typeface.ts';

export interface DrawnCard {
  readonly svg: string;
  /** What the card shows, in its language. */
  readonly alt: string;
}

/**
 * Draws a card and describes it, from the same figures. Pure: the same figures give the same card.
 * @throws InputError where a language lacks something, or the words do not fit.
 */
export function drawCard(material: CardMaterial, size: FigureCardSize, typeface: Typeface): DrawnCard {
  return { svg: drawSvg(layoutCard(material, size, typeface), typeface), alt: describeCard(material) };
}
