import type { RateLimit } from '../../domain/network.ts';

/** UTF-16 code units, after entities are parsed. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

export const ALBUM_LIMIT = 10;

/** Bytes, by upload. */
export const PHOTO_BYTES = 10_000_000;
export const VIDEO_BYTES = 50_000_000;

/** Width and height together, in pixels. */
export const PHOTO_PIXELS = 10_000;
export const PHOTO_RATIO = 20;

/** A channel takes 20 messages a minute and about one a second; one in three seconds keeps both. */
export const TELEGRAM_RATE_LIMIT: RateLimit = {
  calls: 30,
  perMs: 1000,
  perPlace: { calls: 1, perMs: 3000 },
};
