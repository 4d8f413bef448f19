import type { Part } from '../domain/draft.ts';
import type { Media, MediaUse } from '../domain/media.ts';
import type { Network } from '../domain/network.ts';

export interface FileOfPart {
  readonly media: Media;
  readonly use: MediaUse;
}

/** The files that a part needs on the network's side. Where a server makes the card itself, its picture stays at home. */
export function filesOf(
  { media, card }: Part,
  { mediaLimits }: Pick<Network, 'mediaLimits'>,
): readonly FileOfPart[] {
  const shown = media.map(file => ({ media: file, use: 'post' as const }));
  const thumbnail = mediaLimits?.thumbnail === undefined ? undefined : card?.thumbnail;
  return thumbnail === undefined ? shown : [...shown, { media: thumbnail, use: 'thumbnail' }];
}
