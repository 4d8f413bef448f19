import type { Member } from '../domain/member.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { Command } from './commands/command.ts';
import { LineError, type TelegramLine } from './telegram-line.ts';

/**
 * Puts the commands that a member may use into their own menu, in every language of the chat; everybody else's stays empty. Who
 * has not written to the bot yet cannot be given one: it comes with `/start`.
 */
export async function setMenus(
  line: TelegramLine,
  texts: ChatTexts,
  commands: readonly Command[],
  members: readonly Member[],
): Promise<void> {
  for (const { id, role } of members) {
    for (const language of ['', ...texts.languages]) {
      const say = texts.say(language === '' ? texts.choose(undefined) : language);
      const payload = {
        scope: { type: 'chat' as const, chat_id: Number(id) },
        commands: commands
          .filter(({ hidden, roles }) => hidden !== true && roles.includes(role))
          .map(({ name }) => ({ command: name, description: say(`${name}.menu`) })),
        ...(language === '' ? {} : { language_code: language }),
      };
      const refused = await line.call('setMyCommands', payload).then(
        () => false,
        error => {
          if (error instanceof LineError && error.code === 400) return true;
          throw error;
        },
      );
      if (refused) break;
    }
  }
}

/** Whoever is no member has no menu, whatever was set for the bot before. */
export async function clearCommonMenus(line: TelegramLine, texts: ChatTexts): Promise<void> {
  for (const type of ['default', 'all_private_chats'] as const) {
    for (const language of ['', ...texts.languages]) {
      const forLanguage = language === '' ? {} : { language_code: language };
      await line.call('deleteMyCommands', { scope: { type }, ...forLanguage });
    }
  }
}
