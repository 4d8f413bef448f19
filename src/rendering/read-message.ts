import type { Block, Segment } from '../domain/post.ts';
import { findInline } from './find-inline.ts';
import { Insets } from './inset.ts';
import { tidySegments } from './tidy-segments.ts';

/** A stretch of a message that Telegram marks; offsets in UTF-16 code units. */
export interface MessageEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
}

type Style = { readonly bold?: true; readonly italic?: true };

/** A stretch with one style throughout. */
interface Run {
  readonly text: string;
  readonly style: Style;
  readonly link?: string;
  /** Telegram has marked it, so Markdown is not looked for. */
  readonly marked: boolean;
}

const RESERVED = /[\uE000\uE001]/g;

/**
 * Reads what a person wrote in the chat into blocks: bold, italic, links and hashtags as Telegram marks them, or as light
 * Markdown (**bold**, _italic_, [text](https://…)). Line breaks stay; an empty line parts paragraphs. Nothing is
 * evaluated: `{{ … }}` stands as it was written.
 */
export function readMessage(text: string, entities: readonly MessageEntity[]): readonly Block[] {
  return paragraphsOf(text).flatMap(({ start, end }): Block[] => {
    const runs = runsOf(text, entities, start, end);
    const segments = tidySegments(runs.flatMap(readRun));
    return segments.length === 0 ? [] : [{ kind: 'paragraph', segments }];
  });
}

function paragraphsOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const gaps = [...text.matchAll(/\r?\n[ \t\r]*\n\s*/g)];
  const starts = [0, ...gaps.map(gap => gap.index + gap[0].length)];
  const ends = [...gaps.map(gap => gap.index), text.length];
  return starts.map((start, index) => ({ start, end: ends[index] ?? text.length }));
}

function runsOf(text: string, entities: readonly MessageEntity[], start: number, end: number): Run[] {
  const inside = entities
    .filter(entity => KNOWN.has(entity.type) && (entity.type !== 'text_link' || isAddress(entity.url)))
    .map(({ offset, length, ...rest }) => ({ ...rest, from: offset, to: offset + length }))
    .filter(({ from, to }) => from < end && to > start);
  const edges = inside.flatMap(({ from, to }) => [from, to]).filter(edge => edge > start && edge < end);
  const bounds = [...new Set([start, ...edges, end])].sort((a, b) => a - b);
  return bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? end;
    const over = inside.filter(entity => entity.from <= from && entity.to >= to);
    const has = (type: string) => over.some(entity => entity.type === type);
    const shown = text.slice(from, to).replaceAll('\r', '').replace(RESERVED, '');
    const link = has('url') ? withScheme(shown) : over.find(({ type }) => type === 'text_link')?.url;
    return {
      text: shown,
      style: { ...(has('bold') && { bold: true }), ...(has('italic') && { italic: true }) },
      ...(link !== undefined && { link }),
      marked: over.length > 0,
    };
  });
}

const KNOWN = new Set(['bold', 'italic', 'text_link', 'url', 'hashtag']);

function isAddress(url: string | undefined): boolean {
  return url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url);
}

function withScheme(address: string): string | undefined {
  const url = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  return isAddress(url) ? url : undefined;
}

function readRun({ text, style, link, marked }: Run): readonly Segment[] {
  if (link !== undefined && text.trim() !== '') return linkRun(text, link);
  return marked ? findInline(text, new Insets(), style) : readLight(text, style);
}

/** White space around a link is not part of it. */
function linkRun(text: string, url: string): readonly Segment[] {
  const [, before = '', inner = text, after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return [
    { kind: 'text', text: before },
    { kind: 'link', text: inner.replace(/\s*\n\s*/g, ' '), url },
    { kind: 'text', text: after },
  ];
}

const LIGHT = new RegExp(
  [
    String.raw`\\(?<escaped>[\\*_[\]()#])`,
    String.raw`\[(?<label>[^\]\n]+)\]\((?<url>https?:\/\/[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)`,
    String.raw`(?<bare>https?:\/\/\S+)`,
    String.raw`\*\*(?<bold>(?=\S)[^\n]+?(?<=\S))\*\*`,
    String.raw`(?<![\p{L}\p{N}_*])(?<sign>[_*])(?<italic>(?=[^\s_*])[^\n]*?(?<=[^\s_*]))\k<sign>(?![\p{L}\p{N}_*])`,
  ].join('|'),
  'gu',
);

function readLight(text: string, style: Style): readonly Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { index, 0: found, groups = {} } of text.matchAll(LIGHT)) {
    segments.push(...findInline(text.slice(from, index), new Insets(), style));
    segments.push(...readLightMark(found, groups, style));
    from = index + found.length;
  }
  return [...segments, ...findInline(text.slice(from), new Insets(), style)];
}

function readLightMark(
  found: string,
  { escaped, label, url, bold, italic }: Readonly<Record<string, string | undefined>>,
  style: Style,
): readonly Segment[] {
  if (escaped !== undefined) return [{ kind: 'text', text: escaped, ...style }];
  if (label !== undefined && url !== undefined) {
    return URL.canParse(url) ? linkRun(label, url) : [{ kind: 'text', text: found, ...style }];
  }
  if (bold !== undefined) return readLight(bold, { ...style, bold: true });
  if (italic !== undefined) return readLight(italic, { ...style, italic: true });
  return findInline(found, new Insets(), style);
}
