import type { Mark } from '../../domain/draft.ts';
import type { TimelineMedia, TimelinePost } from '../timeline.ts';
import type { Account } from './account.ts';
import type { Blobs } from './blobs.ts';
import { marksOfFacets } from './marks-of-facets.ts';
import type { PostJson } from './post-json.ts';
import type { StoredRecord } from './repo.ts';

export interface Viewer {
  readonly account: Account;
  readonly blobs: Blobs;
  /** The post that the profile names. */
  readonly pinnedUri: string | undefined;
}

/** A post as the app shows it to a follower. */
export function showPost(record: StoredRecord, { account, blobs, pinnedUri }: Viewer): TimelinePost {
  const post = record.value as unknown as PostJson;
  const id = `at://${account.did}/${record.collection}/${record.rkey}`;
  const language = post.langs?.[0];
  const card = post.embed?.external;
  const marks: readonly Mark[] = marksOfFacets(post.text, post.facets ?? []);
  return {
    network: 'bluesky',
    place: account.handle,
    id,
    url: `https://bsky.app/profile/${account.handle}/post/${record.rkey}`,
    at: new Date(record.indexedAt),
    text: post.text,
    marks,
    media: mediaOf(post, blobs),
    ...(language === undefined ? {} : { language }),
    ...(post.reply === undefined ? {} : { replyTo: post.reply.parent.uri }),
    ...(card && { card: { url: card.uri, title: card.title, description: card.description } }),
    ...(id === pinnedUri ? { pinned: true } : {}),
    ...(post.labels?.values.length ? { sensitive: true } : {}),
  };
}

function mediaOf({ embed }: PostJson, blobs: Blobs): readonly TimelineMedia[] {
  const shown = embed?.video ? [{ image: embed.video, alt: embed.alt }] : (embed?.images ?? []);
  return shown.flatMap(({ image, alt }) => {
    const blob = blobs.get(image.ref.$link);
    if (blob === undefined) return [];
    return [{ id: blob.cid, type: blob.type, bytes: blob.bytes, ...(alt === undefined ? {} : { alt }) }];
  });
}
