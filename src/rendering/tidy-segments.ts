import type { Segment } from '../domain/post.ts';

/** Joins neighbours of one style, drops empty runs, and takes the whitespace from both ends of a paragraph. */
export function tidySegments(segments: readonly Segment[]): readonly Segment[] {
  return trimEnd(trimStart(joinNeighbours(segments)));
}

function joinNeighbours(segments: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (segment.kind === 'text' && segment.text === '') continue;
    if (segment.kind === 'text' && last?.kind === 'text' && sameStyle(last, segment)) {
      joined.splice(-1, 1, { ...last, text: last.text + segment.text });
    } else {
      joined.push(segment);
    }
  }
  return joined;
}

type TextSegment = Extract<Segment, { kind: 'text' }>;

function sameStyle(a: TextSegment, b: TextSegment): boolean {
  return a.bold === b.bold && a.italic === b.italic;
}

function trimStart(segments: readonly Segment[]): readonly Segment[] {
  const [first, ...rest] = segments;
  if (first?.kind !== 'text') return segments;
  const text = first.text.trimStart();
  return text === '' ? trimStart(rest) : [{ ...first, text }, ...rest];
}

function trimEnd(segments: readonly Segment[]): readonly Segment[] {
  const last = segments.at(-1);
  if (last?.kind !== 'text') return segments;
  const text = last.text.trimEnd();
  const rest = segments.slice(0, -1);
  return text === '' ? trimEnd(rest) : [...rest, { ...last, text }];
}
