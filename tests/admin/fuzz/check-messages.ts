import type { ChatMessage } from '../../../src/sandbox/telegram/user-side.ts';

const LONGEST_TEXT = 4096;
const LONGEST_CAPTION = 1024;
const MOST_DATA = 64;
const MOST_ENTITIES = 100;
/** What Telegram itself finds in a text, as much as it likes. */
const FOUND = ['url', 'hashtag', 'cashtag', 'mention', 'bot_command', 'email', 'phone_number'];

/** What Telegram would not have taken, in words. */
export function faultsOf({ id, text, entities, buttons, file }: ChatMessage): readonly string[] {
  const faults: string[] = [];
  const longest = file === undefined ? LONGEST_TEXT : LONGEST_CAPTION;
  if (text.length > longest) faults.push(`message ${id} has ${text.length} characters`);
  if (text.trim() === '' && file === undefined) faults.push(`message ${id} is empty`);
  if (!text.isWellFormed()) faults.push(`message ${id} has half a character`);
  const own = entities.filter(({ type }) => !FOUND.includes(type)).length;
  if (own > MOST_ENTITIES) faults.push(`message ${id} has ${own} entities`);
  for (const { offset, length } of entities) {
    if (offset < 0 || length <= 0 || offset + length > text.length)
      faults.push(`message ${id} has an entity beyond it`);
  }
  for (const { text: label, data, url } of buttons.flat()) {
    if (label.trim() === '') faults.push(`message ${id} has a button without a word`);
    if ((data === undefined) === (url === undefined))
      faults.push(`message ${id} has a button that does nothing`);
    if (data !== undefined && Buffer.byteLength(data) > MOST_DATA)
      faults.push(`message ${id} has too long a button`);
  }
  return faults;
}
