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

/** For the bot, and for a channel: about one a second and 20 a minute. An album counts as all its messages. */
export const TELEGRAM_RATE_LIMIT: RateLimit = {
  calls: 30,
  perMs: 1000,
  perPlace: [
    { calls: 1, perMs: 1000 },
    { calls: 5, perMs: 5000 },
    { calls: 20, perMs: 60_000 },
  ],
};
