import type { Mark } from '../domain/draft.ts';
import type { Language } from '../domain/language.ts';
import type { TimelineListener } from './timeline.ts';

/** A button under a message: it sends `data` to the bot, or opens `url`. */
export interface ChatButton {
  readonly text: string;
  readonly data?: string;
  readonly url?: string;
}

/** A message of the private chat between the admin and the bot, as the admin's Telegram shows it. */
export interface ChatMessage {
  readonly id: number;
  readonly from: 'admin' | 'bot';
  readonly at: Date;
  readonly text: string;
  /** Offsets in UTF-16 code units. */
  readonly marks: readonly Mark[];
  /** Rows of inline buttons. */
  readonly buttons: readonly (readonly ChatButton[])[];
  readonly edited?: boolean;
  /** A picture, a video, or any other file. */
  readonly file?: ChatFile;
}

export interface ChatFile {
  readonly type: string;
  /** For people. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A line of the bot's command menu, without the slash. */
export interface ChatCommand {
  readonly command: string;
  readonly description: string;
}

/** The private chat of the Telegram sandbox, from the side of the person who is the admin. */
export interface SandboxChat {
  /** Who writes here, for people. */
  readonly name: string;
  /** Oldest first. */
  messages(): readonly ChatMessage[];
  /** What the bot offers in its menu in that language. */
  commands(language: Language): readonly ChatCommand[];
  /** Writes to the bot; `language` is what the admin's Telegram is set to. */
  send(text: string, language: Language): void;
  /** Sends files, several together as an album. Fails, with a sentence for people, where Telegram would not take them. */
  sendFiles(files: readonly ChatFile[], caption: string, language: Language): Promise<void>;
  /** Presses a button of a message that has it. Gives the notice that the bot answers with, if any, in a few seconds. */
  press(message: number, data: string, language: Language): Promise<string | undefined>;
  /** Called after every change. Returns how to stop listening. */
  onChange(listener: TimelineListener): () => void;
}
