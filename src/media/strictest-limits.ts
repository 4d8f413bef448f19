import type { MediaLimits } from '../domain/media.ts';

/** What every network takes; for one that does not say. */
export const strictestLimits: MediaLimits = {
  picture: {
    types: ['image/jpeg', 'image/png'],
    bytes: 1_000_000,
    side: 4096,
    widthAndHeight: 10_000,
    ratio: 20,
  },
  video: { bytes: 50_000_000, seconds: { atLeast: 0.5, atMost: 140 } },
};
