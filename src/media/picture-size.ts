import type { PictureLimits } from '../domain/media.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** By which factor, 1 at most, a picture has to shrink to keep a network's limits of pixels. */
export function scaleToFit({ width, height }: Size, limits: PictureLimits): number {
  const { side = Infinity, pixels = Infinity, widthAndHeight = Infinity } = limits;
  return Math.min(
    1,
    side / Math.max(width, height),
    Math.sqrt(pixels / (width * height)),
    widthAndHeight / (width + height),
  );
}

/** Rounded down, so that the limits hold. */
export function scaled({ width, height }: Size, scale: number): Size {
  return {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  };
}

export function ratioOf({ width, height }: Size): number {
  return Math.max(width, height) / Math.min(width, height);
}
