import sharp from 'sharp';

/** Pixels: twice of what one of four shows on a preview. */
const SIDE = 700;

/** A small JPEG of a picture, as a `data:` address. */
export async function makeThumbnail(bytes: Uint8Array): Promise<string> {
  const small = await sharp(bytes)
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer();
  return `data:image/jpeg;base64,${small.toString('base64')}`;
}
