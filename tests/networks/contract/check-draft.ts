import { expect } from 'vitest';
import { type Draft, isRefusal, type Mark, type Part, type Refusal } from '../../../src/domain/draft.ts';
import type { Block, Post, Segment } from '../../../src/domain/post.ts';
import type { NetworkFixture } from '../network-fixture.ts';

/** The draft of a post that has to be composable. */
export function expectDraft(composed: Draft | Refusal): Draft {
  if (isRefusal(composed)) throw new Error(`refused: ${composed.refusal}`);
  expect(composed.parts.length).toBeGreaterThan(0);
  return composed;
}

/** Everything that holds for the draft of any post on any network. */
export function checkDraft(post: Post, draft: Draft, fixture: NetworkFixture): void {
  for (const part of draft.parts) {
    expect(part.length).toBe(fixture.count(part.text));
    expect(part.length).toBeLessThanOrEqual(part.limit);
    expect(part.text).toBe(part.text.trim());
    expect(part.language).toBe(post.language);
    checkMarks(part);
    fixture.checkPart?.(part);
  }
  expect(JSON.parse(JSON.stringify(draft))).toEqual(draft);
  for (const unit of unitsOf(post.bodyFor?.[fixture.name] ?? post.body)) {
    expect(
      draft.parts.some(({ text }) => text.includes(unit)),
      `“${unit}” in one piece`,
    ).toBe(true);
  }
  if (post.options.numbered !== true && post.media.length === 0) checkWholeText(post, draft, fixture);
}

/** What must stand in one part: a number with its unit (a no-break space holds them together), a hashtag. */
function unitsOf(body: readonly Block[]): readonly string[] {
  const segments = body.flatMap(block => (block.kind === 'paragraph' ? block.segments : []));
  return segments.flatMap(segment =>
    segment.kind === 'tag' ? [`#${segment.tag}`] : (segment.text.match(/[^ \n]+\u00a0[^ \n]+/g) ?? []),
  );
}

function checkMarks({ text, marks }: Part): void {
  for (const mark of marks) {
    expect(mark.start).toBeGreaterThanOrEqual(0);
    expect(mark.end).toBeGreaterThan(mark.start);
    expect(mark.end).toBeLessThanOrEqual(text.length);
    expect(splitsCharacter(text, mark.start) || splitsCharacter(text, mark.end)).toBe(false);
    if (mark.kind === 'tag') expect(text.slice(mark.start, mark.end)).toBe(`#${mark.tag}`);
    if (mark.kind === 'link') expect(mark.url).toMatch(/^https?:\/\//);
    for (const other of marks) expect(crosses(mark, other)).toBe(false);
  }
}

function splitsCharacter(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
}

function crosses(a: Mark, b: Mark): boolean {
  return a.start < b.start && b.start < a.end && a.end < b.end;
}

/**
 * Nothing is lost, nothing is added, the order stays: the parts together hold every segment, and between them nothing but
 * the addresses of links and the post's own tags. White space is where the cuts are, so it is not compared.
 */
function checkWholeText(post: Post, draft: Draft, fixture: NetworkFixture): void {
  const whole = squeeze(draft.parts.map(part => part.text).join(' '));
  let at = 0;
  for (const block of post.bodyFor?.[fixture.name] ?? post.body) {
    if (block.kind === 'tags') at = skipTags(whole, at, post);
    else for (const segment of block.segments) at = skipSegment(whole, at, segment);
  }
  expect(whole.slice(skipTags(whole, at, post))).toBe('');
}

function skipSegment(whole: string, at: number, segment: Segment): number {
  const url = segment.kind === 'link' ? squeeze(segment.url) : undefined;
  if (url !== undefined && whole.startsWith(url, at)) return at + url.length;
  const wanted = squeeze(segment.kind === 'tag' ? `#${segment.tag}` : segment.text);
  expect(whole.slice(at, at + wanted.length)).toBe(wanted);
  const end = at + wanted.length;
  const writtenOut =
    url === undefined ? undefined : [`(${url})`, `:${url}`, url].find(one => whole.startsWith(one, end));
  return end + (writtenOut?.length ?? 0);
}

function skipTags(whole: string, at: number, post: Post): number {
  const next = post.tags.map(one => `#${squeeze(one)}`).find(one => whole.startsWith(one, at));
  return next === undefined ? at : skipTags(whole, at + next.length, post);
}

function squeeze(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, '');
}
