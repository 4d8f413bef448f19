import type { Link, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Block, Segment } from '../domain/post.ts';
import { findInline } from './find-inline.ts';
import type { Insets } from './inset.ts';
import type { LocatedFault } from './liquid-fault.ts';
import { tidySegments } from './tidy-segments.ts';

/** A paragraph with what the checks need to know of it. Lines are those of the rendered text. */
export interface ReadBlock {
  readonly block: Block;
  readonly line: number;
  /** Ids of the figures whose value it states. */
  readonly states: readonly string[];
}

export interface ReadText {
  readonly blocks: readonly ReadBlock[];
  readonly faults: readonly LocatedFault[];
}

/** Reads the light Markdown of a text into blocks; what is not light enough is a fault. */
export function readMarkdown(markdown: string, insets: Insets): ReadText {
  const faults: LocatedFault[] = [];
  const blocks = fromMarkdown(markdown).children.flatMap(node => {
    if (node.type !== 'paragraph') {
      faults.push({ line: lineOf(node), what: notLight(node) });
      return [];
    }
    return readParagraph(node, markdown, insets, faults);
  });
  return { blocks, faults };
}

function readParagraph(
  paragraph: Paragraph,
  markdown: string,
  insets: Insets,
  faults: LocatedFault[],
): readonly ReadBlock[] {
  const line = lineOf(paragraph);
  const source = markdown.slice(paragraph.position?.start.offset, paragraph.position?.end.offset);
  const inside = insets.in(source);
  if (inside.some(({ kind }) => kind === 'tags')) {
    if (inside.length === 1 && insets.fill(source).trim() === '') {
      return [{ block: { kind: 'tags' }, line, states: [] }];
    }
    faults.push({
      line,
      what: '{{ tags }} has to stand alone in a paragraph: put an empty line before and after it',
    });
    return [];
  }
  const reader = new PhrasingReader(insets, faults);
  const segments = tidySegments(reader.read(paragraph.children, {}));
  if (segments.length === 0) return [];
  const states = inside.flatMap(inset => (inset.kind === 'text' && inset.states ? [inset.states] : []));
  return [{ block: { kind: 'paragraph', segments }, line, states }];
}

type Style = { readonly bold?: true; readonly italic?: true };

/** Reads what stands within a paragraph. */
class PhrasingReader {
  readonly #insets: Insets;
  readonly #faults: LocatedFault[];

  constructor(insets: Insets, faults: LocatedFault[]) {
    this.#insets = insets;
    this.#faults = faults;
  }

  read(nodes: readonly PhrasingContent[], style: Style): readonly Segment[] {
    return nodes.flatMap(node => this.#readNode(node, style));
  }

  #readNode(node: PhrasingContent, style: Style): readonly Segment[] {
    switch (node.type) {
      case 'text':
        return findInline(joinLines(node.value), this.#insets, style);
      case 'strong':
        return this.read(node.children, { ...style, bold: true });
      case 'emphasis':
        return this.read(node.children, { ...style, italic: true });
      case 'break':
        return [{ kind: 'text', text: '\n', ...style }];
      case 'link':
        return this.#readLink(node);
      default:
        this.#faults.push({ line: lineOf(node), what: notLight(node) });
        return [];
    }
  }

  /** A link's text is plain: no network shows another style inside a link. */
  #readLink(node: Link): readonly Segment[] {
    const url = this.#urlOf(node.url);
    const text = this.#plain(node.children).trim();
    const fault = linkFault(url, text, node);
    if (fault === undefined) return [{ kind: 'link', text, url }];
    this.#faults.push({ line: lineOf(node), what: fault });
    return [];
  }

  #plain(nodes: readonly PhrasingContent[]): string {
    return nodes
      .map(node => {
        if (node.type === 'text') return this.#insets.fill(joinLines(node.value));
        if ('children' in node) return this.#plain(node.children);
        this.#faults.push({ line: lineOf(node), what: notLight(node) });
        return '';
      })
      .join('');
  }

  /** `{{ links.… }}` is the whole address as it is; any other value is a piece of one, and encoded. */
  #urlOf(destination: string): string {
    return this.#insets.fill(destination, inset => {
      if (inset.kind === 'tags') return '';
      return inset.url ?? encodeURIComponent(inset.text);
    });
  }
}

function linkFault(url: string, text: string, { title }: Link): string | undefined {
  if (text === '') return 'a link has no text: write [text](address)';
  if (title) return 'a link cannot have a title: write [text](address)';
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    return `"${url}" is no address for a link: use one that starts with https://`;
  }
  return undefined;
}

/** A line break in the file is a space (a hard break is a node of its own), and no line begins with a dash. */
function joinLines(text: string): string {
  return text.replace(/[ \t]*\n[ \t]*/g, ' ').replaceAll(' —', '\u00a0—');
}

const NAMES: Readonly<Record<string, string>> = {
  heading: 'a heading',
  list: 'a list',
  blockquote: 'a quotation block',
  code: 'a block of code',
  inlineCode: 'code',
  html: 'HTML',
  thematicBreak: 'a horizontal rule',
  image: 'a picture',
  imageReference: 'a picture',
  linkReference: 'a link by reference',
  definition: 'a link definition',
};

const INSTEAD: Readonly<Record<string, string>> = {
  heading: 'write a **bold** line',
  list: 'write a paragraph for each item, or escape the first character with a backslash',
  blockquote: 'put the words in quotation marks',
  code: 'take the spaces or the backquotes away from the head of the line',
  inlineCode: 'leave the backquotes out',
  html: 'write it in Markdown, or escape < with a backslash',
  thematicBreak: 'leave an empty line',
  image: 'name it under "media" in campaign.yaml',
  imageReference: 'name it under "media" in campaign.yaml',
};

function notLight({ type }: RootContent): string {
  const what = NAMES[type] ?? type;
  return `${what} cannot stand in a post: ${INSTEAD[type] ?? 'write [text](address)'}`;
}

function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 1;
}
