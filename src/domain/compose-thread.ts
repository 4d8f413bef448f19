import type { Draft, LengthUnit, Mark, Part, Refusal } from './draft.ts';
import type { NetworkName } from './place.ts';
import type { Post } from './post.ts';
import { chooseTags } from './thread/choose-tags.ts';
import { BLOCK_GAP, type TooLong } from './thread/cut-pieces.ts';
import { type Cut, type CutPlan, createThreadCutter, type Thread } from './thread/cut-thread.ts';
import {
  type FlatBody,
  flattenBody,
  type LinkStyle,
  type Paragraph,
  tagsParagraph,
} from './thread/flatten-body.ts';
import { remembering } from './thread/ruler.ts';

/** How a network wants its text. */
export interface TextRules {
  /** Whose text it is: a post may have a body of its own for it. */
  readonly network: NetworkName;
  /** The counted length of a finished text. */
  readonly count: (text: string) => number;
  readonly limit: number;
  readonly unit: LengthUnit;
  /** A second limit beside the first (Bluesky's bytes). */
  readonly fits?: (text: string) => boolean;
  /**
   * - `marked`: the link's text stands in the part and a mark bears the address (Telegram, Bluesky).
   * - `written out`: the address stands beside the link's text, and the mark is on it (Mastodon, X).
   * - `left out`: the link's text alone (X, where a post with an address costs more).
   */
  readonly links: LinkStyle;
  /** How many hashtags the network takes well; the rest is dropped from the end of the post's list. */
  readonly maxTags: number;
}

interface Composed {
  readonly paragraphs: readonly Paragraph[];
  readonly thread: Thread;
}

/**
 * Cuts a post into parts that fit, each cut at the best boundary: paragraph, then sentence, then word. The parts, joined
 * by the white space at which they were cut, give the whole text. Media and card go with the first part.
 */
export function composeThread(post: Post, network: TextRules): Draft | Refusal {
  const rules = { ...network, count: remembering(network.count) };
  const body = post.bodyFor?.[rules.network] ?? post.body;
  const flat = flattenBody(body, rules.links);
  const tags = chooseTags(post.tags, body, rules.maxTags);
  if (flat.paragraphs.length === 0 && tags.length === 0 && post.media.length === 0) {
    return { refusal: `The post ${post.id} (${post.language}) has no text for ${rules.network}: write one.` };
  }
  const composed = cutWithTags(flat, tags, rules, post.options.numbered === true);
  if ('tooLong' in composed) return refuse(post, rules, composed.tooLong);
  const parts = composed.thread.cuts.map((cut, index) => makePart(post, rules, composed, cut, index === 0));
  const misfit = parts.find(part => part.length > part.limit || rules.fits?.(part.text) === false);
  return misfit === undefined ? { parts } : refuse(post, rules, misfit.text);
}

/**
 * As many tags as go without a further part; where not one does, a thread may grow by a part that holds more than tags,
 * but a post that is one part stays one, without them.
 */
function cutWithTags(
  flat: FlatBody,
  tags: readonly string[],
  rules: TextRules,
  numbered: boolean,
): Composed | TooLong {
  const cutter = createThreadCutter(rules, numbered);
  const planWith = (count: number) => {
    const paragraphs = withTags(flat, tags.slice(0, count));
    const plan = cutter.plan(paragraphs);
    return 'tooLong' in plan ? plan : { ...plan, paragraphs };
  };
  const full = planWith(tags.length);
  if (flat.paragraphs.length === 0 || tags.length === 0) return finish(full);
  if ('parts' in full && full.parts === 1) return finish(full);
  const plain = planWith(0);
  if ('tooLong' in plain) return plain;
  for (const most of plain.parts === 1 ? [1] : [plain.parts, Number.POSITIVE_INFINITY]) {
    for (let count = tags.length; count > 0; count -= 1) {
      const tried = count === tags.length ? full : planWith(count);
      if ('parts' in tried && !tried.hasWidow && tried.parts <= most) return finish(tried);
    }
  }
  return finish(plain);
}

function finish(plan: (CutPlan & Pick<Composed, 'paragraphs'>) | TooLong): Composed | TooLong {
  return 'tooLong' in plan ? plan : { paragraphs: plan.paragraphs, thread: plan.make() };
}

function withTags({ paragraphs, tagsAt }: FlatBody, tags: readonly string[]): readonly Paragraph[] {
  return tags.length === 0 ? paragraphs : paragraphs.toSpliced(tagsAt, 0, tagsParagraph(tags));
}

function makePart(post: Post, rules: TextRules, composed: Composed, cut: Cut, isFirst: boolean): Part {
  const text = composed.thread.text.slice(cut.start, cut.end) + cut.suffix;
  return {
    text,
    marks: marksWithin(composed.paragraphs, cut),
    length: rules.count(text),
    limit: rules.limit,
    unit: rules.unit,
    language: post.language,
    outlineTags: [],
    media: isFirst ? post.media : [],
    ...(isFirst && post.card !== undefined && { card: post.card }),
    options: post.options,
  };
}

/** The marks of a stretch of the whole text, moved to where they stand in the part. */
function marksWithin(paragraphs: readonly Paragraph[], { start, end }: Cut): readonly Mark[] {
  const marks: Mark[] = [];
  let offset = 0;
  for (const { text, marks: own } of paragraphs) {
    for (const mark of own) {
      const from = Math.max(offset + mark.start, start);
      const to = Math.min(offset + mark.end, end);
      if (from < to) marks.push({ ...mark, start: from - start, end: to - start });
    }
    offset += text.length + BLOCK_GAP.length;
  }
  return marks;
}

const LONGEST_EXCERPT = 60;

function refuse(post: Post, rules: TextRules, unit: string): Refusal {
  const graphemes = [...new Intl.Segmenter().segment(unit)].map(({ segment }) => segment);
  const excerpt =
    graphemes.length > LONGEST_EXCERPT ? `${graphemes.slice(0, LONGEST_EXCERPT).join('')}…` : unit;
  const counted = `${rules.count(unit)} of ${rules.limit} ${rules.unit}`;
  return {
    refusal:
      `The post ${post.id} (${post.language}) cannot be cut to fit ${rules.network}, since “${excerpt}” must stay in ` +
      `one piece and takes ${counted}: shorten it.`,
  };
}
