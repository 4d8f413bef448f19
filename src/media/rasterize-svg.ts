import sharp from 'sharp';

/** Draws an SVG at its own size, as a PNG in full colour with nothing in it but the picture. */
export async function rasterizeSvg(svg: string): Promise<Uint8Array> {
  const png = await sharp(Buffer.from(svg)).flatten().png({ compressionLevel: 6 }).toBuffer();
  return new Uint8Array(png);
}
