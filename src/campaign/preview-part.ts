import { basename } from 'node:path';
import type { Part, PreviewFile, PreviewPart } from '../domain/draft.ts';
import type { Media, MediaUse } from '../domain/media.ts';
import type { Composer } from '../domain/network.ts';
import type { Studio } from './house.ts';

type Files = Pick<Studio, 'prepareMedia'>;

/** A part as it will be, with its files as the network will get them. */
export async function previewPart(files: Files, network: Composer, part: Part): Promise<PreviewPart> {
  const { text, length, limit, unit, outlineTags } = part;
  const cost = network.cost?.(part);
  const card = await previewCard(files, network, part);
  return {
    text,
    length,
    limit,
    unit,
    ...(outlineTags.length > 0 && { outlineTags }),
    media: await Promise.all(part.media.map(file => previewFile(files, network, file, 'post'))),
    ...(card && { card }),
    ...(cost && { cost }),
  };
}

/** A thumbnail only where the bot brings it. */
async function previewCard(files: Files, network: Composer, part: Part): Promise<PreviewPart['card']> {
  if (part.card === undefined) return undefined;
  const { thumbnail, ...card } = part.card;
  if (thumbnail === undefined || network.mediaLimits?.thumbnail === undefined) return card;
  return { ...card, thumbnail: await previewFile(files, network, thumbnail, 'thumbnail') };
}

async function previewFile(
  files: Files,
  network: Composer,
  media: Media,
  use: MediaUse,
): Promise<PreviewFile> {
  const { type, width, height, bytes } = await files.prepareMedia(media, network.name, use);
  return { file: basename(media.path), type, width, height, bytes: bytes.length, alt: media.alt };
}
