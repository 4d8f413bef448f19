import sharp from 'sharp';

/** A PNG of one colour; another hue is another file. */
export function picture({ hue = 0, width = 40, height = 40 } = {}): Promise<Uint8Array> {
  const background = { r: hue % 256, g: 80, b: 160 };
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

/** As much of an MP4 as tells a server what it is. */
export const tinyMp4: Uint8Array = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom\0\0\x02\0isomiso2', 'latin1'),
]);
