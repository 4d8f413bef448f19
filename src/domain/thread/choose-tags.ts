import type { Block } from '../post.ts';

/**
 * The hashtags that a post closes with: the most important ones, up to `max` counting those that the text itself holds,
 * and none of them twice.
 */
export function chooseTags(tags: readonly string[], body: readonly Block[], max: number): readonly string[] {
  const used = inlineTags(body);
  const room = Math.max(0, max - used.size);
  const chosen = new Map<string, string>();
  for (const tag of tags) {
    const name = tag.toLowerCase();
    if (chosen.size < room && !used.has(name) && !chosen.has(name)) chosen.set(name, tag);
  }
  return [...chosen.values()];
}

function inlineTags(body: readonly Block[]): ReadonlySet<string> {
  const segments = body.flatMap(block => (block.kind === 'paragraph' ? block.segments : []));
  return new Set(segments.flatMap(segment => (segment.kind === 'tag' ? [segment.tag.toLowerCase()] : [])));
}
