import type { PreviewSheet, SheetPicture, Thumbnails } from '../rendering/previews/preview-sheet.ts';

/** Draws previews as PNG. Everything that it takes is loaded with the first one. */
export function openPreviewArtist(): (sheet: PreviewSheet) => Promise<Uint8Array> {
  let artist: ReturnType<typeof loadArtist> | undefined;
  return async sheet => {
    artist ??= loadArtist();
    const { draw, rasterizeSvg, makeThumbnail } = await artist;
    return rasterizeSvg(draw(sheet, await thumbnailsOf(sheet, makeThumbnail)));
  };
}

async function loadArtist() {
  const [{ createPreviewArtist }, { readCardFonts }, { rasterizeSvg }, { makeThumbnail }] = await Promise.all(
    [
      import('../rendering/previews/create-preview-artist.ts'),
      import('../media/read-card-fonts.ts'),
      import('../media/rasterize-svg.ts'),
      import('../media/make-thumbnail.ts'),
    ],
  );
  return { draw: createPreviewArtist(await readCardFonts()), rasterizeSvg, makeThumbnail };
}

/** The same file is shown by many networks, and made small once. */
async function thumbnailsOf(
  { tiles }: PreviewSheet,
  makeThumbnail: (bytes: Uint8Array) => Promise<string>,
): Promise<Thumbnails> {
  const pictures = new Map<string, SheetPicture>(
    tiles
      .flatMap(tile => tile.pictures)
      .filter(({ type }) => type.startsWith('image/'))
      .map(picture => [picture.id, picture]),
  );
  const made = await Promise.all(
    [...pictures.values()].map(async ({ id, bytes }) => [id, await makeThumbnail(bytes)] as const),
  );
  return new Map(made);
}
