import { composeThread } from '../../domain/compose-thread.ts';
import { type Draft, isRefusal, type Part, type Refusal } from '../../domain/draft.ts';
import type { Media } from '../../domain/media.ts';
import type { Post } from '../../domain/post.ts';
import { LONGEST_ALT_TEXT, LONGEST_TEXT, MOST_PICTURES, MOST_TAGS } from './limits.ts';
import { weightedLength } from './weighted-length.ts';

const CASHTAG = /(?:^|\s)\$[a-z]{1,6}(?:[._][a-z]{1,2})?(?=$|[\s\p{P}])/giu;

/** Fits a post to X: 280 weighted characters a part, links beside their text, at most one cashtag; or says why not. */
export function composeXPost(post: Post): Draft | Refusal {
  const fault = optionFault(post) ?? mediaFault(post.media);
  if (fault !== undefined) return { refusal: `The post ${post.id} (${post.language}) ${fault}` };
  // The server makes the card, of a link in the text.
  const { card: _, ...plain } = post;
  const draft = composeThread(plain, {
    network: 'x',
    count: weightedLength,
    limit: LONGEST_TEXT,
    unit: 'weighted characters',
    links: post.options.withoutLinks === true ? 'left out' : 'written out',
    maxTags: MOST_TAGS,
  });
  if (isRefusal(draft)) return draft;
  const textFaults = draft.parts.map(textFault).filter(found => found !== undefined);
  return textFaults.length === 0
    ? draft
    : { refusal: `The post ${post.id} (${post.language}) ${textFaults[0]}` };
}

/** Options of one other network (silent, topic, …) mean nothing here; these would change who sees what, and how. */
function optionFault({ options }: Post): string | undefined {
  if (options.visibility !== undefined && options.visibility !== 'public') {
    return `is to be ${options.visibility}, and on X everything is public: leave X out of its networks.`;
  }
  if (options.contentWarning !== undefined) {
    return 'has a content warning, and X folds no text away: use “sensitive”, or leave X out of its networks.';
  }
  if (options.replies === 'nobody') {
    return 'is to be closed to all replies, which X cannot do: choose “mentioned” or “following”.';
  }
  return undefined;
}

function mediaFault(media: readonly Media[]): string | undefined {
  const silent = media.find(({ alt }) => alt.trim() === '');
  if (silent !== undefined) return `lacks the alt text of ${silent.path}: write what it shows.`;
  const long = media.find(({ alt }) => alt.length > LONGEST_ALT_TEXT);
  if (long !== undefined) {
    return `describes ${long.path} in ${long.alt.length} characters, and X takes ${LONGEST_ALT_TEXT}: shorten the alt text.`;
  }
  const moving = media.find(({ type }) => type.startsWith('video/') || type === 'image/gif');
  if (moving !== undefined && media.length > 1) {
    return `holds ${moving.path} and more: X shows one video or one GIF, alone.`;
  }
  if (media.length > MOST_PICTURES) {
    return `holds ${media.length} pictures, and X shows ${MOST_PICTURES}: take some out.`;
  }
  return undefined;
}

function textFault({ text }: Part): string | undefined {
  const cashtags = text.includes('$') ? (text.match(CASHTAG)?.map(tag => tag.trim()) ?? []) : [];
  if (cashtags.length > 1) {
    return `has ${cashtags.join(' and ')} in one part, and X takes one of them: write the others without “$”.`;
  }
  if (/[\uFFFE\uFEFF\uFFFF]/.test(text))
    return 'holds a character that X refuses (U+FEFF, U+FFFE or U+FFFF): take it out.';
  return undefined;
}
