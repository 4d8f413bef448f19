import type { CardDrawing } from './domain/figure-card.ts';
import { rasterizeSvg } from './media/rasterize-svg.ts';
import type { DrawCard } from './rendering/cards/create-card-artist.ts';

/** Draws figure cards as PNG. The typeface and what sets it are loaded with the first card: a bot without cards has neither. */
export function openCardArtist(): (drawing: CardDrawing) => Promise<Uint8Array> {
  let artist: Promise<DrawCard> | undefined;
  return async drawing => {
    artist ??= loadArtist();
    const draw = await artist;
    return rasterizeSvg(draw(drawing));
  };
}

async function loadArtist(): Promise<DrawCard> {
  const [{ createCardArtist }, { readCardFonts }] = await Promise.all([
    import('./rendering/cards/create-card-artist.ts'),
    import('./media/read-card-fonts.ts'),
  ]);
  return createCardArtist(await readCardFonts());
}
