import { parseLanguageString } from '@atproto/syntax';
import { composeThread, type TextRules } from '../../domain/compose-thread.ts';
import { type Draft, isRefusal, type Part, type Refusal } from '../../domain/draft.ts';
import type { Media } from '../../domain/media.ts';
import type { Post } from '../../domain/post.ts';
import { countBytes, countGraphemes, hasFewBytes, MAX_GRAPHEMES } from './count-text.ts';
import { MAX_IMAGES } from './media-limits.ts';

const RULES: TextRules = {
  network: 'bluesky',
  count: countGraphemes,
  limit: MAX_GRAPHEMES,
  unit: 'graphemes',
  fits: hasFewBytes,
  links: 'marked',
  maxTags: 5,
};

/** What one tag may hold, in a facet and beside the text. */
const MAX_TAG_GRAPHEMES = 64;
const MAX_TAG_BYTES = 640;
/** How many tags may stand beside the text. */
const MAX_OUTLINE_TAGS = 8;

/** Fits a post to Bluesky, or says why it cannot be there. */
export function composePost(post: Post): Draft | Refusal {
  const fault = optionFault(post) ?? mediaFault(post.media) ?? languageFault(post);
  if (fault !== undefined) return { refusal: `The post ${post.id} (${post.language}) ${fault}` };
  const draft = composeThread(post, RULES);
  if (isRefusal(draft)) return draft;
  const markFault = draft.parts.map(marksFault).find(found => found !== undefined);
  if (markFault !== undefined) return { refusal: `The post ${post.id} (${post.language}) ${markFault}` };
  return { parts: placeCard(withOutlineTags(draft.parts, post)) };
}

/** Options of one other network (silent, topic, …) mean nothing here; these would change who sees what, and how. */
function optionFault({ options }: Post): string | undefined {
  if (options.visibility !== undefined && options.visibility !== 'public') {
    return `is to be ${options.visibility}, and on Bluesky everything is public: leave Bluesky out of its networks.`;
  }
  if (options.contentWarning !== undefined) {
    return 'has a content warning, and Bluesky folds no text away: use “sensitive”, or leave Bluesky out of its networks.';
  }
  return undefined;
}

function mediaFault(media: readonly Media[]): string | undefined {
  const silent = media.find(({ alt }) => alt.trim() === '');
  if (silent !== undefined) return `lacks the alt text of ${silent.path}: write what it shows.`;
  const videos = media.filter(({ type }) => type.startsWith('video/'));
  const strange = videos.find(({ type }) => type !== 'video/mp4');
  if (strange !== undefined) return `holds ${strange.path}, and Bluesky takes a video as MP4 only.`;
  if (videos.length > 0 && media.length > 1) return 'holds a video and more: Bluesky shows one video alone.';
  if (media.length > MAX_IMAGES)
    return `holds ${media.length} pictures, and Bluesky shows ${MAX_IMAGES}: take some out.`;
  return undefined;
}

function languageFault({ language }: Post): string | undefined {
  return parseLanguageString(language) === null
    ? 'is in a language that is no BCP 47 tag: correct it.'
    : undefined;
}

function marksFault({ marks }: Part): string | undefined {
  for (const { url, tag } of marks) {
    if (url !== undefined && !/^https?:\/\/\S+$/.test(url))
      return `links to “${url}”: write a whole http(s) address.`;
    if (tag !== undefined && !tagFits(tag))
      return `has the tag #${tag}, and Bluesky takes ${MAX_TAG_GRAPHEMES} characters.`;
  }
  return undefined;
}

function tagFits(tag: string): boolean {
  return countGraphemes(tag) <= MAX_TAG_GRAPHEMES && countBytes(tag) <= MAX_TAG_BYTES;
}

/** The tags that found no room in the text stand beside it, where search finds them. */
function withOutlineTags(parts: readonly Part[], post: Post): readonly Part[] {
  const shown = new Set(parts.flatMap(({ marks }) => marks.map(({ tag }) => tag?.toLowerCase())));
  const outlineTags = post.tags
    .filter(tag => !shown.has(tag.toLowerCase()) && tagFits(tag))
    .slice(0, MAX_OUTLINE_TAGS);
  return parts.map((part, index) => (index === 0 ? { ...part, outlineTags } : part));
}

/** Bluesky shows a card or pictures: with pictures, the card moves to the next part, or gives way where there is none. */
function placeCard(parts: readonly Part[]): readonly Part[] {
  const card = parts.find(part => part.card !== undefined)?.card;
  if (card === undefined || parts[0]?.media.length === 0) return parts;
  return parts.map(({ card: _, ...part }, index) => (index === 1 ? { ...part, card } : part));
}
