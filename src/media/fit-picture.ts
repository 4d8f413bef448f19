import sharp, { type Sharp } from 'sharp';
import { InputError } from '../domain/input-error.ts';
import type { PictureLimits, PreparedMedia } from '../domain/media.ts';
import { encodingsFor, type Picture } from './picture-encodings.ts';
import { ratioOf, type Size, scaled, scaleToFit } from './picture-size.ts';
import type { MediaFile } from './read-media-file.ts';

/** More is a decompression bomb: a small file that takes gigabytes when it is opened. Pixels of all frames together. */
const MOST_PIXELS = 100_000_000;

/** From one try to the next a picture that is still too large shrinks by this. */
const SHRINK = 0.8;
const SMALLEST_SIDE = 64;

/**
 * Draws the picture anew: upright, in sRGB, as large and as good as the limits allow. What is drawn anew has nothing of the
 * old file in it but the picture.
 * @throws InputError if it is damaged, a bomb, or cannot be made to fit.
 */
export async function fitPicture(
  file: MediaFile,
  limits: PictureLimits,
): Promise<Omit<PreparedMedia, 'id' | 'alt'>> {
  const picture = await lookAt(file, limits);
  const ratio = ratioOf(picture.size);
  if (limits.ratio !== undefined && ratio > limits.ratio) {
    throw new InputError(
      `${file.name}: the picture is ${Math.round(ratio)} times as long as wide, and ${limits.ratio} times is the most: crop it.`,
    );
  }
  const encodings = encodingsFor(picture, limits.types);
  if (encodings.length === 0) {
    throw new InputError(
      `${file.name}: the network shows only ${limits.types.join(', ')}: convert the picture.`,
    );
  }
  for (let scale = scaleToFit(picture.size, limits); ; scale *= SHRINK) {
    const size = scaled(picture.size, scale);
    for (const { type, encode } of encodings) {
      const { data, info } = await drawn(file, () => encode(open(file, picture.animated, size)));
      const { width, pageHeight: height = info.height } = info;
      if (data.length <= limits.bytes) return { bytes: new Uint8Array(data), type, width, height };
    }
    if (Math.max(size.width, size.height) <= SMALLEST_SIDE) {
      throw new InputError(
        `${file.name}: the picture does not fit into ${limits.bytes} bytes: make it simpler.`,
      );
    }
  }
}

async function lookAt(file: MediaFile, limits: PictureLimits): Promise<Picture & { readonly size: Size }> {
  const image = sharp(file.bytes, { limitInputPixels: false, pages: -1 });
  const {
    width,
    height,
    pages = 1,
    pageHeight = height,
    autoOrient,
  } = await drawn(file, () => image.metadata());
  if (width * pageHeight * pages > MOST_PIXELS) {
    throw new InputError(
      `${file.name}: the picture has ${width} × ${pageHeight * pages} pixels, which is more than can be opened safely: make it smaller.`,
    );
  }
  const animated = pages > 1 && limits.types.includes(file.type);
  const size =
    pages > 1 ? { width, height: pageHeight } : { width: autoOrient.width, height: autoOrient.height };
  const { isOpaque } = await drawn(file, () => sharp(file.bytes, strict(false)).stats());
  return { type: file.type, animated, isOpaque, size };
}

function open(file: MediaFile, animated: boolean, { width, height }: Size): Sharp {
  return sharp(file.bytes, strict(animated))
    .autoOrient()
    .resize({ width, height, fit: 'fill', withoutEnlargement: true })
    .toColourspace('srgb');
}

function strict(animated: boolean) {
  return { limitInputPixels: MOST_PIXELS, failOn: 'warning', animated } as const;
}

async function drawn<Result>(file: MediaFile, draw: () => Promise<Result>): Promise<Result> {
  try {
    return await draw();
  } catch {
    throw new InputError(`${file.name}: the picture is damaged or cut short: export it again.`);
  }
}
