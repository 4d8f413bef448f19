import type { OutputInfo, Sharp } from 'sharp';

/** What a picture is before it is drawn anew. */
export interface Picture {
  readonly type: string;
  readonly animated: boolean;
  readonly isOpaque: boolean;
}

/** One way to write a picture. */
export interface Encoding {
  readonly type: string;
  encode(image: Sharp): Promise<{ readonly data: Buffer; readonly info: OutputInfo }>;
}

/** Below the last one a smaller picture looks better than a worse one. */
const QUALITIES = [92, 85, 76];
/** From here on colours keep their full resolution: red letters stay sharp. */
const FULL_COLOUR = 85;

const png: Encoding = {
  type: 'image/png',
  encode: image =>
    image.png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer({ resolveWithObject: true }),
};

const gif: Encoding = {
  type: 'image/gif',
  encode: image => image.gif().toBuffer({ resolveWithObject: true }),
};

const jpegs = QUALITIES.map((quality): Encoding => {
  const chromaSubsampling = quality >= FULL_COLOUR ? '4:4:4' : '4:2:0';
  return {
    type: 'image/jpeg',
    encode: image => image.jpeg({ quality, chromaSubsampling }).toBuffer({ resolveWithObject: true }),
  };
});

const webps = QUALITIES.map((quality): Encoding => {
  return {
    type: 'image/webp',
    encode: image => image.webp({ quality }).toBuffer({ resolveWithObject: true }),
  };
});

/** The ways that a network shows, the best one first: lossless stays so where it fits, what moves goes on moving. */
export function encodingsFor(picture: Picture, types: readonly string[]): readonly Encoding[] {
  return waysFor(picture).filter(({ type }) => types.includes(type));
}

function waysFor({ type, animated, isOpaque }: Picture): readonly Encoding[] {
  if (animated) return type === 'image/gif' ? [gif] : webps;
  const lossy = isOpaque ? [...jpegs, ...webps] : webps;
  if (type === 'image/jpeg') return [...jpegs, ...webps, png];
  if (type === 'image/webp') return [...webps, ...lossy, png];
  return [png, ...lossy];
}
