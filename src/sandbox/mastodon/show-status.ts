import { findEntities } from './find-marks.ts';
import { ACCOUNT } from './options.ts';
import { renderContent } from './render-content.ts';
import type { ServerState, StoredMedia, StoredStatus } from './server-state.ts';

/** A status as the API gives it. */
export function showStatus(status: StoredStatus, state: ServerState, origin: string): object {
  const replies = [...state.statuses.values()].filter(({ inReplyToId }) => inReplyToId === status.id);
  const tags = findEntities(status.text).flatMap(entity => (entity.kind === 'tag' ? [entity.tag] : []));
  return {
    id: status.id,
    created_at: status.createdAt,
    in_reply_to_id: status.inReplyToId,
    in_reply_to_account_id: status.inReplyToId === null ? null : ACCOUNT.id,
    sensitive: status.sensitive,
    spoiler_text: status.spoilerText,
    visibility: status.visibility,
    language: status.language,
    uri: `${origin}/users/${ACCOUNT.username}/statuses/${status.id}`,
    url: status.url,
    replies_count: replies.length,
    reblogs_count: 0,
    favourites_count: 0,
    edited_at: status.editedAt,
    favourited: false,
    reblogged: false,
    muted: false,
    bookmarked: false,
    pinned: status.pinned,
    content: renderContent(status.text, origin),
    filtered: [],
    reblog: null,
    application: { name: 'solidarity', website: null },
    account: showAccount(state, origin),
    media_attachments: status.mediaIds.flatMap(id => {
      const media = state.media.get(id);
      return media === undefined ? [] : [showMedia(media)];
    }),
    mentions: [],
    tags: tags.map(tag => ({
      name: tag.toLowerCase(),
      url: `${origin}/tags/${encodeURIComponent(tag.toLowerCase())}`,
    })),
    emojis: [],
    card: null,
    poll: null,
  };
}

export function showAccount(state: ServerState, origin: string): object {
  return {
    id: ACCOUNT.id,
    username: ACCOUNT.username,
    acct: ACCOUNT.username,
    display_name: 'Solidarity',
    locked: false,
    bot: true,
    discoverable: true,
    group: false,
    created_at: '2022-11-01T00:00:00.000Z',
    note: '',
    url: `${origin}/@${ACCOUNT.username}`,
    uri: `${origin}/users/${ACCOUNT.username}`,
    avatar: `${origin}/avatars/original/missing.png`,
    avatar_static: `${origin}/avatars/original/missing.png`,
    header: `${origin}/headers/original/missing.png`,
    header_static: `${origin}/headers/original/missing.png`,
    followers_count: 0,
    following_count: 0,
    statuses_count: state.statuses.size,
    last_status_at: null,
    emojis: [],
    fields: [],
  };
}

/** Without an address as long as it is being processed. */
export function showMedia(media: StoredMedia): object {
  const ready = media.pollsLeft === 0;
  const { width, height } = media;
  const size = { width, height, size: `${width}x${height}`, aspect: height === 0 ? 0 : width / height };
  return {
    id: media.id,
    type: media.type.startsWith('video/') ? 'video' : 'image',
    url: ready ? media.url : null,
    preview_url: ready ? media.url : null,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: ready ? { original: size } : {},
    description: media.description,
    blurhash: null,
  };
}
