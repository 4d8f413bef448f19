import { expect } from 'vitest';
import type { TelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { until } from './admin-harness.ts';

/** What people of a team write to the bot, press and read, through the local server. */
export function talkOf<Person extends string>(
  telegram: TelegramSandbox,
  team: Readonly<Record<Person, number>>,
) {
  const messages = (person: Person) => telegram.chat(team[person]).filter(({ from }) => from === 'bot');
  const last = (person: Person) => messages(person).at(-1);
  return {
    messages,
    last,
    labels: (person: Person) => (last(person)?.buttons ?? []).flat().map(({ text }) => text),
    /** Writes to the bot and gives the last message that comes of it. */
    async ask(person: Person, text: string, language = 'en'): Promise<string> {
      const before = messages(person).length;
      await telegram.sendAsUser(team[person], text, { language });
      await until(() => messages(person).length > before);
      return last(person)?.text ?? '';
    },
    /** The same where news may come in between: waits for a message that says so. */
    async hears(person: Person, text: string, words: string): Promise<void> {
      const before = new Set(messages(person).map(({ id }) => id));
      await telegram.sendAsUser(team[person], text);
      await until(() =>
        messages(person).some(({ id, text: said }) => !before.has(id) && said.includes(words)),
      );
    },
    /** Presses the newest button of this label; gives what is said then: a notice, a new message or the changed one. */
    async press(person: Person, label: string, language = 'en'): Promise<string> {
      const message = messages(person).findLast(({ buttons }) =>
        buttons.flat().some(one => one.text === label),
      );
      const data = message?.buttons.flat().find(({ text }) => text === label)?.data;
      if (message === undefined || data === undefined) return expect.fail(`${person} has no button ${label}`);
      const seen = new Map(messages(person).map(({ id, text }) => [id, text]));
      const query = telegram.pressButton(team[person], message.id, data, language);
      await until(() => telegram.callbackAnswer(query) !== undefined);
      const notice = telegram.callbackAnswer(query)?.text ?? '';
      if (notice !== '') return notice;
      const changed = () => messages(person).findLast(({ id, text }) => seen.get(id) !== text);
      await until(() => changed() !== undefined);
      return changed()?.text ?? '';
    },
  };
}

/** A person is called as their part in the team. */
export function nameOf(person: string): string {
  return `${person.slice(0, 1).toUpperCase()}${person.slice(1)}`;
}
