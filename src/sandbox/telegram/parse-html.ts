import { badRequest } from './api-error.ts';
import type { Entity, FormattedText } from './world.ts';

const TAGS: ReadonlyMap<string, string> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['a', 'text_link'],
  ['blockquote', 'blockquote'],
]);

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** `parse_mode: "HTML"` as documented: a few tags, four named characters, numeric ones. */
export function parseHtml(html: string): FormattedText {
  const open: { tag: string; offset: number; url?: string }[] = [];
  const entities: Entity[] = [];
  let text = '';
  for (const [token] of html.matchAll(/<[^>]*>?|&#?\w+;|[^<&]+|&/g)) {
    if (!token.startsWith('<')) {
      text += token.startsWith('&') ? character(token) : token;
      continue;
    }
    const at = Buffer.byteLength(text);
    const parsed = /^<(\/?)([a-z][a-z0-9-]*)(?:\s+href\s*=\s*(?:"([^"]*)"|'([^']*)'))?[^>]*>$/i.exec(token);
    const tag = parsed?.[2]?.toLowerCase() ?? '';
    if (!TAGS.has(tag))
      throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${at}`);
    if (parsed?.[1] !== '/') {
      const url = parsed?.[3] ?? parsed?.[4];
      open.push({ tag, offset: text.length, ...(url === undefined ? {} : { url: unescaped(url) }) });
      continue;
    }
    const start = open.pop();
    if (start?.tag !== tag)
      throw badRequest(
        `can't parse entities: Unmatched end tag at byte offset ${at}, expected "</${start?.tag ?? ''}>", found "</${tag}>"`,
      );
    entities.push(...entityOf(start, text));
  }
  const left = open.at(-1);
  if (left !== undefined)
    throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${left.tag}"`);
  return { text, entities };
}

function entityOf(
  { tag, offset, url }: { tag: string; offset: number; url?: string },
  text: string,
): readonly Entity[] {
  const entity = { type: TAGS.get(tag) ?? tag, offset, length: text.length - offset };
  if (tag !== 'a') return [entity];
  const address = url ?? text.slice(offset);
  return address === '' ? [] : [{ ...entity, url: address }];
}

function unescaped(text: string): string {
  return text.replace(/&#?\w+;/g, character);
}

function character(token: string): string {
  const name = token.slice(1, -1);
  const number = /^#x([0-9a-f]+)$/i.exec(name)?.[1];
  if (number !== undefined) return String.fromCodePoint(Number.parseInt(number, 16));
  if (/^#\d+$/.test(name)) return String.fromCodePoint(Number(name.slice(1)));
  return NAMED[name] ?? token;
}
