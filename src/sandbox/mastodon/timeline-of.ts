import type { TimelinePost } from '../timeline.ts';
import { findMarks } from './find-marks.ts';
import { ACCOUNT } from './options.ts';
import type { ServerState, StoredStatus } from './server-state.ts';

/** What followers see, oldest first. */
export function timelineOf(state: ServerState): readonly TimelinePost[] {
  return [...state.statuses.values()]
    .filter(({ visibility }) => visibility !== 'direct')
    .map(status => postOf(status, state));
}

function postOf(status: StoredStatus, state: ServerState): TimelinePost {
  return {
    network: 'mastodon',
    place: `@${ACCOUNT.username}`,
    id: status.id,
    url: status.url,
    at: new Date(status.createdAt),
    text: status.text,
    marks: findMarks(status.text),
    language: status.language,
    ...(status.inReplyToId === null ? {} : { replyTo: status.inReplyToId }),
    media: status.mediaIds.flatMap(id => {
      const media = state.media.get(id);
      if (media === undefined) return [];
      const alt = media.description === null ? {} : { alt: media.description };
      return [{ id, type: media.type, bytes: media.bytes, ...alt }];
    }),
    pinned: status.pinned,
    edited: status.editedAt !== null,
    ...(status.spoilerText === '' ? {} : { contentWarning: status.spoilerText }),
    sensitive: status.sensitive,
  };
}
