import type { Entity } from './world.ts';

/** Found by the server in every text, in this order; what comes first keeps its place. */
const FINDERS: readonly { readonly type: string; readonly pattern: RegExp }[] = [
  { type: 'url', pattern: /(?<![\p{L}\p{N}_@.])https?:\/\/[^\s<>"«»]+/giu },
  { type: 'email', pattern: /(?<![\p{L}\p{N}_.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu },
  {
    type: 'url',
    pattern:
      /(?<![\p{L}\p{N}_@./-])(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|info|eu|by|ru|me|io|dev)(?![\p{L}\p{N}_-])(?:\/[^\s<>"«»]*)?/giu,
  },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_@/])@[A-Za-z]\w{3,31}(?!\w)/gu },
  {
    type: 'hashtag',
    pattern: /(?<![\p{L}\p{N}_#])#(?=[\p{N}_]*[\p{L}])[\p{L}\p{M}\p{N}_\u200c]{1,256}(?![\p{L}\p{N}_#])/gu,
  },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu },
  { type: 'bot_command', pattern: /(?<![\p{L}\p{N}_/<>])\/\w{1,64}(?:@\w{3,32})?(?![\w/])/gu },
];

/** Kinds within which nothing is looked for. */
const OPAQUE = new Set(['text_link', 'text_mention', 'code', 'pre', 'custom_emoji']);

/** Links, addresses, mentions, tags and commands that stand in a text, outside of what is marked already. */
export function detectEntities(text: string, marked: readonly Entity[]): readonly Entity[] {
  const taken = marked.filter(entity => OPAQUE.has(entity.type));
  const found: Entity[] = [];
  for (const { type, pattern } of FINDERS) {
    for (const match of text.matchAll(pattern)) {
      const matched = type === 'url' ? withoutTrail(match[0]) : match[0];
      const entity = { type, offset: match.index, length: matched.length };
      if ([...taken, ...found].some(other => overlap(other, entity))) continue;
      found.push(entity);
    }
  }
  return [...marked, ...found].toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

function overlap(a: Entity, b: Entity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}

/** Punctuation after an address belongs to the sentence; a bracket does when it was opened outside. */
function withoutTrail(url: string): string {
  let trimmed = url;
  for (;;) {
    const next = trimmed.replace(/[.,:;!?'…”’]+$/u, '');
    const open = next.split('(').length;
    const closed = next.split(')').length;
    const shorter = next.endsWith(')') && closed > open ? next.slice(0, -1) : next;
    if (shorter === trimmed) return trimmed;
    trimmed = shorter;
  }
}
