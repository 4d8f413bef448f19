import type { Block, Segment } from '../domain/post.ts';

/** A button under an answer; pressing it is the same as writing the command. */
export interface Button {
  readonly text: string;
  /** `<command>:<arguments>`. */
  readonly data: string;
}

/** A button that opens an address; nothing of it comes back. */
export interface LinkButton {
  readonly text: string;
  readonly url: string;
}

/** What the bot says to an admin. Blocks stand an empty line apart; the buttons stand under the last message of it. */
export interface Answer {
  readonly blocks: readonly Block[];
  /** Rows. */
  readonly buttons?: readonly (readonly (Button | LinkButton)[])[];
  /** Stands above the text, in a message of its own. */
  readonly picture?: AnswerPicture;
  /** A press of a button brings it as a new message, though its command changes the message otherwise. */
  readonly anew?: true;
  /** The member's next plain message completes this command: `<command>:<arguments>`. */
  readonly expects?: string;
}

/** A PNG, and what it shows. */
export interface AnswerPicture {
  readonly bytes: Uint8Array;
  readonly caption: string;
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
