import { composeThread } from '../../domain/compose-thread.ts';
import type { Draft, Refusal } from '../../domain/draft.ts';
import type { Media } from '../../domain/media.ts';
import type { Post } from '../../domain/post.ts';
import { countCharacters } from './count-characters.ts';
import type { ServerLimits } from './server-limits.ts';
import { composeWithWholeLinks } from './whole-links.ts';

/** What readers of Mastodon take well. */
const MAX_TAGS = 5;

/** Pure, given the limits. Every part of a thread stands behind the same content warning, and counts it. */
export function composeStatus(post: Post, limits: ServerLimits): Draft | Refusal {
  const refusal = refuseMedia(post, limits);
  if (refusal !== undefined) return { refusal };
  const contentWarning = post.options.contentWarning ?? '';
  // The server makes the card, of the first link in the text.
  const { card: _, ...plain } = post;
  return composeWithWholeLinks(plain, whole =>
    composeThread(whole, {
      network: 'mastodon',
      count: text => countCharacters(text, contentWarning, limits),
      limit: limits.maxCharacters,
      unit: 'characters',
      links: 'written out',
      maxTags: MAX_TAGS,
    }),
  );
}

function refuseMedia(post: Post, limits: ServerLimits): string | undefined {
  const where = `The post ${post.id} (${post.language})`;
  const videos = post.media.filter(isVideo);
  if (post.media.length > limits.maxMedia) {
    return `${where} has ${post.media.length} files and this Mastodon server takes ${limits.maxMedia}: take some out.`;
  }
  if (videos.length > 0 && post.media.length > 1) {
    return `${where} has a video beside other files, and Mastodon takes a video only alone: take the others out.`;
  }
  for (const { path, type, alt } of post.media) {
    const refusal = refuseFile(type, alt, limits);
    if (refusal !== undefined) return `${where}: ${path} ${refusal}`;
  }
  return undefined;
}

function refuseFile(type: string, alt: string, limits: ServerLimits): string | undefined {
  if (!limits.mediaTypes.includes(type))
    return `is ${type}, which this Mastodon server does not take: convert it.`;
  if (alt.trim() === '') return 'has no description for those who cannot see it: write an alt text.';
  const length = [...alt].length;
  if (length <= limits.descriptionLimit) return undefined;
  return `has an alt text of ${length} characters, and Mastodon takes ${limits.descriptionLimit}: shorten it.`;
}

export function isVideo({ type }: Pick<Media, 'type'>): boolean {
  return type.startsWith('video/');
}
