import type { Mark } from '../draft.ts';
import type { Block, Segment } from '../post.ts';

/** A stretch that is not cut. A soft one is cut when it alone is longer than a part may be; a firm one never. */
export interface Unit {
  readonly start: number;
  readonly end: number;
  readonly firm: boolean;
}

/** A block of a post's body as plain text, with what stands where in it. Offsets in UTF-16 code units. */
export interface Paragraph {
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly units: readonly Unit[];
  /** Holds nothing but the post's hashtags. */
  readonly onlyTags: boolean;
}

export interface FlatBody {
  readonly paragraphs: readonly Paragraph[];
  /** Index of the paragraph before which the hashtags stand. */
  readonly tagsAt: number;
}

export type LinkStyle = 'marked' | 'written out' | 'left out';

/** Makes one text of each block; empty blocks fall out. */
export function flattenBody(body: readonly Block[], links: LinkStyle): FlatBody {
  const paragraphs: Paragraph[] = [];
  let tagsAt: number | undefined;
  for (const block of body) {
    if (block.kind === 'tags') {
      tagsAt ??= paragraphs.length;
      continue;
    }
    const paragraph = paragraphOf(block, links);
    if (paragraph.text !== '') paragraphs.push(paragraph);
  }
  return { paragraphs, tagsAt: tagsAt ?? paragraphs.length };
}

/** A post goes to many places with the same blocks, which never change: each is flattened once in each style. */
const flattened = new WeakMap<Block, Map<LinkStyle, Paragraph>>();

function paragraphOf(block: Block & { kind: 'paragraph' }, links: LinkStyle): Paragraph {
  const known = flattened.get(block) ?? new Map<LinkStyle, Paragraph>();
  const paragraph = known.get(links) ?? trimmed(flattenSegments(block.segments, links));
  flattened.set(block, known.set(links, paragraph));
  return paragraph;
}

/** The paragraph of a post's hashtags. */
export function tagsParagraph(tags: readonly string[]): Paragraph {
  const segments = tags.flatMap((tag, index): Segment[] => [
    ...(index === 0 ? [] : [{ kind: 'text' as const, text: ' ' }]),
    { kind: 'tag', tag },
  ]);
  return { ...flattenSegments(segments, 'marked'), onlyTags: true };
}

function flattenSegments(segments: readonly Segment[], links: LinkStyle): Paragraph {
  const paragraph: Writing = { text: '', marks: [], units: [] };
  segments.forEach((segment, index) => {
    if (segment.kind === 'text') writeText(paragraph, segment);
    else if (segment.kind === 'tag') writeTag(paragraph, segment.tag);
    else writeLink(paragraph, segment, links, endsLine(segments[index + 1]));
  });
  return { ...paragraph, onlyTags: false };
}

interface Writing {
  text: string;
  readonly marks: Mark[];
  readonly units: Unit[];
}

/** Appends and returns where the text went. */
function write(paragraph: Writing, text: string): { start: number; end: number } {
  const start = paragraph.text.length;
  paragraph.text += text.replace(/\r\n?/g, '\n');
  return { start, end: paragraph.text.length };
}

function writeText(paragraph: Writing, segment: Segment & { kind: 'text' }): void {
  const range = write(paragraph, segment.text);
  if (range.start === range.end) return;
  if (segment.bold === true) paragraph.marks.push({ kind: 'bold', ...range });
  if (segment.italic === true) paragraph.marks.push({ kind: 'italic', ...range });
}

function writeTag(paragraph: Writing, tag: string): void {
  const range = write(paragraph, `#${tag}`);
  paragraph.marks.push({ kind: 'tag', ...range, tag });
  paragraph.units.push({ ...range, firm: true });
}

type Link = Segment & { kind: 'link' };

function writeLink(paragraph: Writing, link: Link, style: LinkStyle, endsItsLine: boolean): void {
  const text = link.text.trim() === '' ? link.url : link.text;
  if (style === 'written out') {
    writeLinkOut(paragraph, text, link.url, endsItsLine);
    return;
  }
  const range = write(paragraph, text);
  paragraph.units.push({ ...range, firm: true });
  if (style === 'marked') paragraph.marks.push({ kind: 'link', ...range, url: link.url });
}

/**
 * `text: url` at the end of a line, `text (url)` inside a sentence or after a colon, and the address alone where the text
 * says no more than it.
 */
function writeLinkOut(paragraph: Writing, text: string, url: string, endsItsLine: boolean): void {
  if (bareAddress(text) === bareAddress(url)) {
    writeAddress(paragraph, url);
    return;
  }
  const afterColon = /:\s*$/.test(paragraph.text);
  const label = write(paragraph, text);
  paragraph.units.push({ ...label, firm: true });
  const selfContained = /[:.!?…—–-]\s*$/.test(text);
  const [before, after] = !endsItsLine || afterColon ? [' (', ')'] : selfContained ? [' ', ''] : [': ', ''];
  write(paragraph, before);
  writeAddress(paragraph, url);
  const { end } = write(paragraph, after);
  paragraph.units.push({ start: label.start, end, firm: false });
}

function writeAddress(paragraph: Writing, url: string): void {
  const range = write(paragraph, url);
  paragraph.marks.push({ kind: 'link', ...range, url });
  paragraph.units.push({ ...range, firm: true });
}

/** `https://www.example.org/` and `example.org` tell a reader the same. */
function bareAddress(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/$/, '');
}

function endsLine(next: Segment | undefined): boolean {
  return next === undefined || (next.kind === 'text' && /^[^\S\n]*(\n|\r|$)/.test(next.text));
}

/** Networks strip the white space around a text, and with it the offsets would move. */
function trimmed(paragraph: Paragraph): Paragraph {
  const text = paragraph.text.trim();
  if (text.length === paragraph.text.length) return paragraph;
  const shift = paragraph.text.length - paragraph.text.trimStart().length;
  const clip = <Range extends { start: number; end: number }>(range: Range): Range => ({
    ...range,
    start: Math.min(text.length, Math.max(0, range.start - shift)),
    end: Math.min(text.length, Math.max(0, range.end - shift)),
  });
  const inside = (range: { start: number; end: number }) => range.start < range.end;
  return {
    ...paragraph,
    text,
    marks: paragraph.marks.map(clip).filter(inside),
    units: paragraph.units.map(clip).filter(inside),
  };
}
