import { composeThread, type TextRules } from '../../domain/compose-thread.ts';
import { type Draft, isRefusal, type Part, type Refusal } from '../../domain/draft.ts';
import type { Post } from '../../domain/post.ts';
import { altLines } from './alt-lines.ts';
import { ALBUM_LIMIT, CAPTION_LIMIT, TEXT_LIMIT } from './limits.ts';
import { mediaKind } from './media-kind.ts';

/** Fits a post to Telegram: one message where it fits, a picture with its caption, or a picture and the text as its reply. */
export function composeTelegramPost(post: Post): Draft | Refusal {
  if (post.media.length === 0) return composeThread(post, rules(TEXT_LIMIT));
  const refusal = refuseMedia(post);
  if (refusal !== undefined) return { refusal };
  return composeCaption(post) ?? composePictureThenText(post);
}

function rules(limit: number): TextRules {
  return {
    network: 'telegram',
    count: text => text.length,
    limit,
    unit: 'UTF-16 units',
    links: 'marked',
    maxTags: Number.POSITIVE_INFINITY,
  };
}

/** The whole text under the picture, with the alt texts; undefined where they do not fit together. */
function composeCaption(post: Post): Draft | undefined {
  const room = CAPTION_LIMIT - (altTextsOf(post, 0).text.length + SEPARATOR.length);
  if (room < 1) return undefined;
  const composed = composeThread({ ...post, media: [] }, rules(room));
  if (isRefusal(composed) || composed.parts.length !== 1) return undefined;
  const [part] = composed.parts;
  return part === undefined ? undefined : { parts: [withPicture(part, post)] };
}

function composePictureThenText(post: Post): Draft | Refusal {
  const composed = composeThread({ ...post, media: [] }, rules(TEXT_LIMIT));
  if (isRefusal(composed)) return composed;
  const [first] = composed.parts;
  if (first === undefined) return composed;
  const { card: _, ...plain } = first;
  const picture = withPicture({ ...plain, text: '', marks: [], outlineTags: [] }, post);
  return { parts: [picture, ...composed.parts] };
}

const SEPARATOR = '\n\n';

function withPicture(part: Part, post: Post): Part {
  const gap = part.text === '' ? '' : SEPARATOR;
  const alt = altTextsOf(post, part.text.length + gap.length);
  const text = alt.text === '' ? part.text : `${part.text}${gap}${alt.text}`;
  const marks = [...part.marks, ...alt.marks];
  return { ...part, text, marks, length: text.length, limit: CAPTION_LIMIT, media: post.media };
}

function altTextsOf(post: Post, start: number) {
  return altLines(post.options.altInCaption === false ? [] : post.media, start);
}

function refuseMedia(post: Post): string | undefined {
  const { media } = post;
  if (media.length > ALBUM_LIMIT) {
    return `${post.id} has ${media.length} pictures, and a Telegram album takes ${ALBUM_LIMIT}: leave some out.`;
  }
  const strange = media.find(file => mediaKind(file.type) === undefined);
  if (strange !== undefined) {
    return `${post.id} has a file of type ${strange.type} (${strange.path}), which Telegram does not show: use JPEG, PNG, WebP, GIF or MP4.`;
  }
  if (media.length > 1 && media.some(file => file.type === 'image/gif')) {
    return `${post.id} has a GIF beside other pictures, and a Telegram album takes none: post it alone, or as a video.`;
  }
  const length = altTextsOf(post, 0).text.length;
  if (length > CAPTION_LIMIT) {
    return `The alt texts of ${post.id} take ${length} UTF-16 units in ${post.language}, and a Telegram caption takes ${CAPTION_LIMIT}: shorten them.`;
  }
  return undefined;
}
