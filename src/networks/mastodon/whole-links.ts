import { type Draft, isRefusal, type Part, type Refusal } from '../../domain/draft.ts';
import type { Block, Post, Segment } from '../../domain/post.ts';
import { findMastodonEntities } from '../../shared/mastodon-entities.ts';

/**
 * Mastodon takes for a part of an address what stands right behind it: a closing quotation mark, a dash, a bracket behind a
 * query. Where that would break a link, a space goes between.
 */
export function composeWithWholeLinks(post: Post, compose: (post: Post) => Draft | Refusal): Draft | Refusal {
  const draft = compose(post);
  if (isRefusal(draft)) return draft;
  const broken = new Set(draft.parts.flatMap(brokenLinks));
  return broken.size === 0 ? draft : compose(setApart(post, broken));
}

/** Addresses that the server would end elsewhere. One that it does not see at all gains nothing by a space. */
function brokenLinks({ text, marks }: Part): readonly string[] {
  const links = marks.filter(({ kind }) => kind === 'link');
  if (links.length === 0) return [];
  const seen = new Map(findMastodonEntities(text).map(({ start, end }) => [start, end]));
  return links.flatMap(({ start, end, url }) => {
    const seenEnd = seen.get(start);
    return url !== undefined && seenEnd !== undefined && seenEnd > end ? [url] : [];
  });
}

function setApart(post: Post, urls: ReadonlySet<string>): Post {
  const apart = (body: readonly Block[]) => body.map(block => setApartInBlock(block, urls));
  const own = post.bodyFor?.mastodon;
  return own === undefined
    ? { ...post, body: apart(post.body) }
    : { ...post, bodyFor: { ...post.bodyFor, mastodon: apart(own) } };
}

function setApartInBlock(block: Block, urls: ReadonlySet<string>): Block {
  if (block.kind === 'tags') return block;
  let afterLink = false;
  const segments = block.segments.flatMap((segment): Segment[] => {
    const apart = afterLink;
    afterLink = segment.kind === 'link' && urls.has(segment.url);
    if (!apart || (segment.kind === 'text' && /^\s/.test(segment.text))) return [segment];
    if (segment.kind === 'text') return [{ ...segment, text: ` ${segment.text}` }];
    return [{ kind: 'text', text: ' ' }, segment];
  });
  return { ...block, segments };
}
