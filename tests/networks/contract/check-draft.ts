import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { type Draft, isRefusal, type Mark, type Part, type Refusal } from '../../../src/domain/draft.ts';
import type { Block, Post, Segment } from '../../../src/domain/post.ts';
import type { NetworkFixture } from '../network-fixture.ts';

/** The draft of a post that has to be composable. */
export function expectDraft(composed: Draft | Refusal): Draft {
  if (isRefusal(composed)) throw new Error(`refused: ${composed.refusal}`);
  ok(composed.parts.length > 0, 'a draft has parts');
  return composed;
}

/** Everything that holds for the draft of any post on any network. Plain assertions: ten thousand drafts go through them. */
export function checkDraft(post: Post, draft: Draft, fixture: NetworkFixture): void {
  for (const part of draft.parts) {
    strictEqual(part.length, fixture.count(part.text), `the length of “${part.text}”`);
    ok(part.length <= part.limit, `“${part.text}” is longer than ${part.limit}`);
    strictEqual(part.text, part.text.trim());
    ok(part.text.isWellFormed(), 'no character is torn');
    strictEqual(part.language, post.language);
    checkMarks(part);
    fixture.checkPart?.(part);
  }
  deepStrictEqual(JSON.parse(JSON.stringify(draft)), draft);
  const texts = draft.parts.map(({ text }) => squeeze(text));
  for (const unit of unitsOf(post.bodyFor?.[fixture.name] ?? post.body)) {
    ok(
      texts.some(text => text.includes(squeeze(unit))),
      `“${unit}” is in no part whole:\n${draft.parts.map(({ text }) => text).join('\n---\n')}`,
    );
  }
  if (post.options.numbered === true) checkNumbers(draft);
  else if (post.media.length === 0) checkWholeText(post, draft, fixture);
}

/** What must stand in one part: a number with its unit, a hashtag, a short quotation, an address. */
function unitsOf(body: readonly Block[]): readonly string[] {
  const segments = body.flatMap(block => (block.kind === 'paragraph' ? block.segments : []));
  return segments.flatMap(segment => {
    if (segment.kind === 'tag') return [`#${segment.tag}`];
    if (segment.kind === 'link') return [segment.text];
    return [...(segment.text.match(NUMBER_WITH_UNIT) ?? []), ...(segment.text.match(SHORT_QUOTATION) ?? [])];
  });
}

const NUMBER_WITH_UNIT = /(?:№ )?\p{Nd}[\p{Nd}.,]*[ \u00a0](?:\p{L}+|%)/gu;
const SHORT_QUOTATION = /«[^«»]{1,60}»|“[^“”]{1,60}”/g;

function checkNumbers({ parts }: Draft): void {
  if (parts.length === 1) return;
  parts.forEach(({ text }, index) => {
    ok(text.endsWith(`\n\n${index + 1}/${parts.length}`), `the number of part ${index + 1}`);
  });
}

function checkMarks({ text, marks }: Part): void {
  for (const mark of marks) {
    ok(mark.start >= 0 && mark.end > mark.start && mark.end <= text.length, 'a mark lies in its text');
    ok(!splitsCharacter(text, mark.start) && !splitsCharacter(text, mark.end));
    if (mark.kind === 'tag') strictEqual(text.slice(mark.start, mark.end), `#${mark.tag}`);
    if (mark.kind === 'link') ok(/^https?:\/\//.test(mark.url ?? ''));
    for (const other of marks) ok(!crosses(mark, other), 'marks do not cross');
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
  strictEqual(whole.slice(skipTags(whole, at, post)), '');
}

function skipSegment(whole: string, at: number, segment: Segment): number {
  const url = segment.kind === 'link' ? squeeze(segment.url) : undefined;
  if (url !== undefined && whole.startsWith(url, at)) return at + url.length;
  const wanted = squeeze(segment.kind === 'tag' ? `#${segment.tag}` : segment.text);
  strictEqual(whole.slice(at, at + wanted.length), wanted);
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
