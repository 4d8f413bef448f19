import { isDeepStrictEqual } from 'node:util';
import type { NetworkName } from '../../domain/place.ts';
import type { Block, Post } from '../../domain/post.ts';
import type { Words } from '../../domain/words.ts';

/**
 * The post with which a correction is said, as a reply: the campaign's own words where it has some, else the paragraphs
 * that read otherwise now, or those that are gone, after a standard sentence. Undefined where no paragraph has changed.
 */
export function writeCorrection(
  before: Post,
  now: Post,
  network: NetworkName,
  { correction: phrases }: Pick<Words, 'correction'>,
): Post | undefined {
  const [old, current] = [bodyOn(before, network), bodyOn(now, network)];
  const changed = paragraphsBeside(current, old);
  const gone = paragraphsBeside(old, current);
  if (changed.length === 0 && gone.length === 0) return undefined;
  const standard =
    changed.length > 0 ? [sentence(phrases.reads), ...changed] : [sentence(phrases.takenBack), ...gone];
  const { card: _, bodyFor: __, correction, ...rest } = now;
  const { pin: ___, ...options } = now.options;
  return { ...rest, body: correction ?? standard, tags: [], media: [], options };
}

function bodyOn({ body, bodyFor }: Post, network: NetworkName): readonly Block[] {
  return bodyFor?.[network] ?? body;
}

/** Those of the first that the second has not. */
function paragraphsBeside(blocks: readonly Block[], others: readonly Block[]): readonly Block[] {
  return blocks.filter(
    block =>
      block.kind === 'paragraph' && !others.some(other => isDeepStrictEqual(plain(other), plain(block))),
  );
}

/** What the ledger kept has lost what was undefined. */
function plain(block: Block): unknown {
  return JSON.parse(JSON.stringify(block));
}

function sentence(text: string): Block {
  return { kind: 'paragraph', segments: [{ kind: 'text', text }] };
}
