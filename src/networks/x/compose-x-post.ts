import { composeThread } from '../../domain/compose-thread.ts';
import { type Draft, isRefusal, type Refusal } from '../../domain/draft.ts';
import type { Media } from '../../domain/media.ts';
import type { Post } from '../../domain/post.ts';
import { LONGEST_ALT_TEXT, LONGEST_TEXT, MOST_PICTURES, MOST_TAGS } from './limits.ts';
import { weightedLength } from './weighted-length.ts';

const CASHTAG = /(?:^|\s)\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?=$|[\s\p{P}])/giu;

/** Fits a post to X: 280 weighted characters a part, links beside their text, at most one cashtag. */
export function composeXPost(post: Post): Draft | Refusal {
  const refusal = refuseOptions(post) ?? refuseMedia(post.media);
  if (refusal !== undefined) return { refusal };
  const draft = composeThread(post, {
    network: 'x',
    count: weightedLength,
    limit: LONGEST_TEXT,
    unit: 'weighted characters',
    links: post.options.withoutLinks === true ? 'left out' : 'written out',
    maxTags: MOST_TAGS,
  });
  if (isRefusal(draft)) return draft;
  const cashtags = draft.parts.findIndex(part => (part.text.match(CASHTAG) ?? []).length > 1);
  if (cashtags === -1) return draft;
  return {
    refusal: `X takes one cashtag in a post, and part ${cashtags + 1} has more: write the others without "$".`,
  };
}

function refuseOptions({ options }: Post): string | undefined {
  if (options.replies !== 'nobody') return undefined;
  return 'X cannot close a post to all replies: choose "mentioned", "following" or "everyone", or leave X out.';
}

function refuseMedia(media: readonly Media[]): string | undefined {
  const moving = media.filter(({ type }) => type.startsWith('video/') || type === 'image/gif');
  if (moving.length > 0 && media.length > 1) {
    return 'X takes one video or one GIF, and no other media beside it: leave the rest out.';
  }
  if (media.length > MOST_PICTURES) {
    return `X takes ${MOST_PICTURES} pictures and the post has ${media.length}: leave some out.`;
  }
  const long = media.find(({ alt }) => alt.length > LONGEST_ALT_TEXT);
  if (long === undefined) return undefined;
  return `X takes ${LONGEST_ALT_TEXT} characters of alt text, and that of ${long.path} has ${long.alt.length}: shorten it.`;
}
