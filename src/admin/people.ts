import type { TelegramLine } from './telegram-line.ts';

/** What Telegram knows of people and of the bot; asked when it is shown, and never kept. */
export interface People {
  /** The first name of a person and their `@name`; undefined when Telegram does not say. */
  nameOf(id: string): Promise<string | undefined>;
  /** A link that opens the chat with the bot and says `/start <token>` there. */
  linkFor(token: string): Promise<string>;
}

export function createPeople(line: TelegramLine): People {
  let bot: Promise<string> | undefined;
  const botName = () => {
    bot ??= line.call('getMe', {}).then(({ username }) => username);
    bot.catch(() => {
      bot = undefined;
    });
    return bot;
  };
  return {
    async nameOf(id) {
      const chat = await line.call('getChat', { chat_id: Number(id) }).catch(() => undefined);
      if (chat?.type !== 'private') return undefined;
      return [chat.first_name, chat.username === undefined ? undefined : `@${chat.username}`]
        .filter(part => part !== undefined)
        .join(' ');
    },
    linkFor: async token => `https://t.me/${await botName()}?start=${token}`,
  };
}
