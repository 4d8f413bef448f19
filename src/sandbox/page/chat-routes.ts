import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Language } from '../../domain/language.ts';
import type { SandboxChat } from '../sandbox-chat.ts';

const MOST_BYTES = 32_768;
const LONGEST_TEXT = 4096;

/** Lets the visitor write to the bot and press its buttons as the admin. Other sites may not, from the same browser. */
export function addChatRoutes(app: Hono, chat: SandboxChat): void {
  app.use('/chat/*', bodyLimit({ maxSize: MOST_BYTES }));
  app.use('/chat/*', async (context, next) => {
    if (!isOwnPage(context)) return context.json({ error: 'Only the page itself may write here.' }, 403);
    await next();
    return undefined;
  });
  app.post('/chat/send', async context => {
    const { text, language } = await readBody(context);
    if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_TEXT) {
      return context.json({ error: `Write a text of 1 to ${LONGEST_TEXT} characters.` }, 400);
    }
    chat.send(text.trim(), readLanguage(language));
    return context.json({});
  });
  app.post('/chat/press', async context => {
    const { message, data, language } = await readBody(context);
    const pressed = chat.messages().find(({ id }) => id === message);
    const isThere =
      pressed?.buttons.flat().some(button => button.data !== undefined && button.data === data) === true;
    if (typeof message !== 'number' || typeof data !== 'string' || !isThere) {
      return context.json({ error: 'This button is gone.' }, 404);
    }
    const notice = await chat.press(message, data, readLanguage(language));
    return context.json(notice === undefined ? {} : { notice });
  });
}

/** JSON is never sent across sites without being asked for first, and nothing here allows it. */
function isOwnPage({ req }: Context): boolean {
  const site = req.header('sec-fetch-site') ?? 'same-origin';
  return site === 'same-origin' && req.header('content-type')?.startsWith('application/json') === true;
}

async function readBody({ req }: Context): Promise<Record<string, unknown>> {
  const body: unknown = await req.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function readLanguage(language: unknown): Language {
  return typeof language === 'string' && /^[a-z]{2,3}$/.test(language) ? language : 'en';
}
