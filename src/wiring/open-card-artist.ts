import type { CardDrawing } from '../domain/figure-card.ts';

/** Draws figure cards as PNG. The typeface and what sets it are loaded with the first card: a bot without cards has neither. */
export function openCardArtist(): (drawing: CardDrawing) => Promise<Uint8Array> {
  let artist: ReturnType<typeof loadArtist> | undefined;
  return async drawing => {
    artist ??= loadArtist();
    const { draw, rasterizeSvg } = await artist;
    return rasterizeSvg(draw(drawing));
  };
}

async function loadArtist() {
  const [{ createCardArtist }, { readCardFonts }, { rasterizeSvg }] = await Promise.all([
    import('../rendering/cards/create-card-artist.ts'),
    import('../media/read-card-fonts.ts'),
    import('../media/rasterize-svg.ts'),
  ]);
  return { draw: createCardArtist(await readCardFonts()), rasterizeSvg };
}
