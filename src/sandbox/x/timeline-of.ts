import type { Mark } from '../../domain/draft.ts';
import type { TimelinePost } from '../timeline.ts';
import { measureText } from './measure-text.ts';
import { languageOf, USER } from './show-tweet.ts';
import { mediumBytes, type SandboxPost, type XState } from './state.ts';

/** The posts as a follower sees them, oldest first. */
export function timelineOf(state: XState): readonly TimelinePost[] {
  return state.posts.map(post => timelinePost(post, state));
}

function timelinePost(post: SandboxPost, state: XState): TimelinePost {
  const media = post.mediaIds.flatMap(id => state.media.filter(medium => medium.id === id));
  return {
    network: 'x',
    place: `@${USER.username}`,
    id: post.id,
    url: `https://x.com/${USER.username}/status/${post.id}`,
    at: new Date(post.createdAt),
    text: post.text,
    marks: marksOf(post),
    language: languageOf(post.text),
    media: media.map(medium => ({
      id: medium.id,
      type: medium.type,
      bytes: mediumBytes(medium),
      ...(medium.alt === undefined ? {} : { alt: medium.alt }),
    })),
    ...(post.replyTo === undefined ? {} : { replyTo: post.replyTo }),
    ...(media.some(({ sensitive }) => sensitive) ? { sensitive: true } : {}),
  };
}

function marksOf(post: SandboxPost): readonly Mark[] {
  const links = post.urls.map(({ start, end, expandedUrl }) => ({
    kind: 'link' as const,
    start,
    end,
    url: expandedUrl,
  }));
  const tags = measureText(post.text).hashtags.map(({ start, end, tag }) => ({
    kind: 'tag' as const,
    start,
    end,
    tag,
  }));
  return [...links, ...tags].sort((a, b) => a.start - b.start);
}
