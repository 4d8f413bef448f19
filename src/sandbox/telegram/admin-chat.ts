import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatMessage, SandboxChat } from '../sandbox-chat.ts';
import { privateCommands } from './methods-commands.ts';
import { marksOf } from './timeline-of.ts';
import type { ChatMessage as PrivateMessage, UserSide } from './user-side.ts';
import type { World } from './world.ts';

/** How long a pressed button waits for the bot's notice. */
const NOTICE_MS = 5000;

/** The chat of one person with the bot, as the page shows it. */
export function createAdminChat(
  world: World,
  users: UserSide,
  { id: admin, name }: { readonly id: number; readonly name: string },
  onChange: SandboxChat['onChange'],
): SandboxChat {
  return {
    name,
    messages: () => users.chat(admin).map(shown),
    commands: language =>
      privateCommands(world, admin, language).map(({ command, description }) => ({
        command: String(command),
        description: String(description),
      })),
    send: (text, language) => void users.sendAsUser(admin, text, { language }),
    async sendFiles(files, caption, language) {
      const [first] = files;
      if (first === undefined) return;
      const options = { language };
      if (files.length === 1) await users.sendFileAsUser(admin, first, caption, options);
      else await users.sendAlbumAsUser(admin, files, caption, options);
    },
    async press(message, data, language) {
      const query = users.pressButton(admin, message, data, language);
      const answer = users.callbackAnswer(query) ?? (await answerTo(users, query, onChange));
      return answer?.text || undefined;
    },
    onChange,
  };
}

async function answerTo(users: UserSide, query: string, onChange: SandboxChat['onChange']) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = onChange(() => {
    if (users.callbackAnswer(query) !== undefined) resolve();
  });
  const waiting = new AbortController();
  const timeout = sleep(NOTICE_MS, undefined, { signal: waiting.signal, ref: false }).catch(() => {});
  await Promise.race([promise, timeout]);
  waiting.abort();
  stop();
  return users.callbackAnswer(query);
}

function shown({ id, from, at, text, entities, buttons, edited, file }: PrivateMessage): ChatMessage {
  return {
    id,
    from: from === 'user' ? 'admin' : 'bot',
    at,
    text,
    marks: marksOf({ text, entities }),
    buttons,
    ...(edited ? { edited: true } : {}),
    ...(file === undefined ? {} : { file: { type: file.type, name: file.name, bytes: file.bytes } }),
  };
}
