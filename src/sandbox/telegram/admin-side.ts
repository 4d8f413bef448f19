import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '../../domain/language.ts';
import type { ChatCommand, ChatMessage, SandboxChat } from '../sandbox-chat.ts';
import { marksOf } from './timeline-of.ts';
import type { UserSide, ChatMessage as UserSideMessage } from './user-side.ts';
import type { World } from './world.ts';

const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 50;

/** The admin's private chat with the bot, from the admin's side. */
export function createAdminSide(
  world: World,
  people: UserSide,
  admin: number,
  onChange: SandboxChat['onChange'],
): SandboxChat {
  return {
    onChange,
    messages: () => people.chat(admin).map(toChatMessage),
    commands: language => commandsFor(world, admin, language),
    send(text, language) {
      people.setLanguage(admin, language);
      void people.sendAsUser(admin, text);
    },
    async press(message, data, language) {
      people.setLanguage(admin, language);
      const query = people.pressButton(admin, message, data);
      const until = Date.now() + PATIENCE_MS;
      while (people.callbackAnswer(query) === undefined && Date.now() < until) {
        await sleep(LOOK_EVERY_MS, undefined, { ref: false });
      }
      return people.callbackAnswer(query)?.text || undefined;
    },
  };
}

function toChatMessage({ id, from, at, text, entities, buttons, edited }: UserSideMessage): ChatMessage {
  return {
    id,
    from: from === 'bot' ? 'bot' : 'admin',
    at,
    text,
    marks: marksOf({ text, entities }),
    buttons,
    edited,
  };
}

/** A chat's own menu comes before that of all private chats and the default; a language's before the one for all. */
function commandsFor({ commands }: World, chat: number, language: Language): readonly ChatCommand[] {
  const scopes = [
    ['chat', String(chat)],
    ['chat', chat],
    ['all_private_chats', ''],
    ['default', ''],
  ] as const;
  const found = scopes
    .flatMap(([type, id]) => [language, ''].map(code => commands.get(JSON.stringify([type, id, '', code]))))
    .find(menu => menu !== undefined);
  return (found ?? []).map(({ command, description }) => ({
    command: String(command),
    description: String(description),
  }));
}
