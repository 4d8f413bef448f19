import {
  type $Typed,
  type AppBskyEmbedExternal,
  type AppBskyEmbedImages,
  type AppBskyEmbedVideo,
  BlobRef,
  jsonToLex,
} from '@atproto/api';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { Media } from '../../domain/media.ts';
import type { Upload } from '../../domain/network.ts';
import type { Card } from '../../domain/post.ts';
import { MAX_IMAGE_BYTES, MAX_THUMBNAIL_BYTES } from './media-limits.ts';

type Embed =
  | $Typed<AppBskyEmbedImages.Main>
  | $Typed<AppBskyEmbedVideo.Main>
  | $Typed<AppBskyEmbedExternal.Main>;

/** A picture or video on the server, and its shape. */
interface UploadedBlob {
  readonly blob: BlobRef;
  readonly aspectRatio: { readonly width: number; readonly height: number };
}

/** What a part shows beside its text: its video, its pictures, or its card. */
export function buildEmbed(part: Part, uploads: readonly Upload[]): Embed | undefined {
  const [first] = part.media;
  if (first?.type.startsWith('video/')) return videoEmbed(first, uploads);
  if (first !== undefined) return imagesEmbed(part.media, uploads);
  return part.card === undefined ? undefined : cardEmbed(part.card, uploads);
}

function videoEmbed(media: Media, uploads: readonly Upload[]): $Typed<AppBskyEmbedVideo.Main> {
  const { blob, aspectRatio } = findBlob(media, uploads);
  return { $type: 'app.bsky.embed.video', video: blob, alt: media.alt, aspectRatio };
}

function imagesEmbed(media: readonly Media[], uploads: readonly Upload[]): $Typed<AppBskyEmbedImages.Main> {
  const images = media.map(image => {
    const { blob, aspectRatio } = findBlob(image, uploads, MAX_IMAGE_BYTES);
    return { image: blob, alt: image.alt, aspectRatio };
  });
  return { $type: 'app.bsky.embed.images', images };
}

function cardEmbed(card: Card, uploads: readonly Upload[]): $Typed<AppBskyEmbedExternal.Main> {
  const external: AppBskyEmbedExternal.External = {
    uri: card.url,
    title: card.title,
    description: card.description,
  };
  if (card.thumbnail !== undefined)
    external.thumb = findBlob(card.thumbnail, uploads, MAX_THUMBNAIL_BYTES).blob;
  return { $type: 'app.bsky.embed.external', external };
}

function findBlob(
  media: Media,
  uploads: readonly Upload[],
  maxBytes = Number.POSITIVE_INFINITY,
): UploadedBlob {
  const upload = uploads.find(({ mediaId }) => mediaId === media.id);
  const blob = upload === undefined ? undefined : jsonToLex(upload.ref.blob);
  if (upload === undefined || !(blob instanceof BlobRef)) {
    throw new DeliveryError(`${media.path} is not on Bluesky's server.`, {
      kind: 'rejected',
      reason: 'content',
    });
  }
  if (blob.size > maxBytes) {
    const message = `${media.path} has ${blob.size} bytes, and Bluesky takes ${maxBytes}.`;
    throw new DeliveryError(message, { kind: 'rejected', reason: 'content' });
  }
  return { blob, aspectRatio: { width: Number(upload.ref.width), height: Number(upload.ref.height) } };
}
