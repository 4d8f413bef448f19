import type { Block, Segment } from '../domain/post.ts';

/** A button under an answer; pressing it is the same as writing the command. At most 64 bytes of `data`. */
export interface Button {
  readonly text: string;
  /** `<command>:<arguments>`. */
  readonly data: string;
}

/** What the bot says to an admin. Blocks stand an empty line apart; the buttons stand under the last message of it. */
export interface Answer {
  readonly blocks: readonly Block[];
  /** Rows. */
  readonly buttons?: readonly (readonly Button[])[];
}

export function block(...pieces: readonly (string | Segment)[]): Block {
  const segments = pieces.map(piece =>
    typeof piece === 'string' ? { kind: 'text' as const, text: piece } : piece,
  );
  return { kind: 'paragraph', segments };
}

export function bold(text: string): Segment {
  return { kind: 'text', text, bold: true };
}

/** A bold line over further lines. */
export function section(title: string, lines: readonly string[]): Block {
  return block(bold(title), ...lines.map(line => `\n${line}`));
}

const MOST_BYTES = 64;

/** Telegram takes no longer data; a button that cannot be had is left out. */
export function fitsButton({ data }: Button): boolean {
  return Buffer.byteLength(data) <= MOST_BYTES;
}
