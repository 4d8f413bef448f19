import type { PlannedDelivery } from '../domain/ledger.ts';
import type { Studio } from './house.ts';

/** Draws each figure card once, so that words that do not fit on it refuse the post now, and not when it is due. */
export async function checkDrawings(
  studio: Pick<Studio, 'prepareMedia'>,
  planned: readonly Pick<PlannedDelivery, 'delivery' | 'draft'>[],
): Promise<void> {
  const seen = new Set<string>();
  for (const { delivery, draft } of planned) {
    for (const media of draft.parts.flatMap(part => part.media)) {
      if (media.drawing === undefined || seen.has(media.id)) continue;
      seen.add(media.id);
      await studio.prepareMedia(media, delivery.network);
    }
  }
}
