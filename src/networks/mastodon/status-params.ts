import type { mastodon } from 'masto';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { Upload } from '../../domain/network.ts';

export type StatusParams = mastodon.rest.v1.CreateStatusParams;

/** What a status says, apart from its place in a thread and its language; complete, since an edit drops what is not named. */
export function statusParams(part: Part, mediaIds: readonly string[]): StatusParams {
  const { options } = part;
  const said = {
    visibility: options.visibility ?? 'public',
    sensitive: options.sensitive ?? false,
    spoilerText: options.contentWarning ?? '',
  };
  if (mediaIds.length === 0) return { ...said, status: part.text };
  // Beside files the text may be left out; some servers refuse an empty one.
  return { ...said, mediaIds, ...(part.text === '' ? {} : { status: part.text }) };
}

/** The ids of the part's files on the server, in the order of the part. */
export function mediaIds(part: Part, uploads: readonly Upload[]): readonly string[] {
  return part.media.map(media => {
    const id = uploads.find(({ mediaId }) => mediaId === media.id)?.ref.id;
    if (typeof id === 'string') return id;
    throw new DeliveryError(`${media.path} was not brought to the Mastodon server before the post.`, {
      kind: 'rejected',
      reason: 'content',
    });
  });
}

/** ISO 639-1, or 639-2 where a language has no other code: `en` of `en-GB`. */
export function languageCode(language: string): string {
  return language.split(/[-_]/)[0]?.toLowerCase() ?? language;
}
