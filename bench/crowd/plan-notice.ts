import type { PlannedDelivery } from '../../src/domain/ledger.ts';
import type { Place } from '../../src/domain/place.ts';
import { deliveryId } from '../../src/planning/delivery-id.ts';
import { POST } from '../fleet.ts';

const HOUR_MS = 3_600_000;
const TEXT = 'Political prisoners are people, and people are waiting for them.';

/** A delivery of one short part. */
export function planNotice(place: Place, occurrence: string, dueAt: Date): PlannedDelivery {
  const part = {
    text: TEXT,
    marks: [],
    length: TEXT.length,
    limit: 4096,
    unit: 'UTF-16 units' as const,
    language: place.language,
    outlineTags: [],
    media: [],
    options: {},
  };
  return {
    delivery: {
      id: deliveryId({ post: POST, occurrence, place: place.id }),
      post: POST,
      occurrence,
      network: place.network,
      place: place.id,
      language: place.language,
      dueAt,
      lateByMs: HOUR_MS,
      giveUpAfterMs: HOUR_MS,
    },
    draft: { parts: [part] },
  };
}
