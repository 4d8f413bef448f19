import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Language } from '../../domain/language.ts';
import type { SandboxChat } from '../sandbox-chat.ts';
import type { SayOnPage } from './page-readers.ts';

const MOST_BYTES = 32_768;
/** Telegram's own limit for a bot's own uploads is 50 MB; an album holds ten files. */
const MOST_FILE_BYTES = 60_000_000;
const MOST_FILES = 10;
const LONGEST_TEXT = 4096;
const LONGEST_CAPTION = 1024;

/** Lets the visitor write to the bot and press its buttons as one of the admins. Other sites may not, from the same browser. */
export function addChatRoutes(
  app: Hono,
  chats: readonly [SandboxChat, ...SandboxChat[]],
  sayTo: (context: Context) => SayOnPage,
): void {
  const chatOf = (who: unknown) => chats[Number(who ?? 0)] ?? chats[0];
  app.use(
    '/chat/files',
    bodyLimit({ maxSize: MOST_FILE_BYTES, onError: context => tooLarge(context, sayTo(context)) }),
  );
  app.use('/chat/:what{send|press}', bodyLimit({ maxSize: MOST_BYTES }));
  app.use('/chat/*', async (context, next) => {
    if (!isOwnPage(context)) return context.json({ error: sayTo(context)('foreign') }, 403);
    await next();
    return undefined;
  });
  app.post('/chat/files', async context => {
    const form = await context.req.formData().catch(() => new FormData());
    const files = form.getAll('files').filter(value => value instanceof File);
    if (files.length === 0 || files.length > MOST_FILES) {
      return context.json({ error: sayTo(context)('fileCount', { most: MOST_FILES }) }, 400);
    }
    const taken = await Promise.all(
      files.map(async file => ({
        name: file.name,
        type: file.type,
        bytes: new Uint8Array(await file.arrayBuffer()),
      })),
    );
    const caption = String(form.get('text') ?? '').slice(0, LONGEST_CAPTION);
    try {
      await chatOf(form.get('who')).sendFiles(taken, caption, readLanguage(form.get('language')));
      return context.json({});
    } catch {
      return context.json({ error: sayTo(context)('fileRefused') }, 400);
    }
  });
  app.post('/chat/send', async context => {
    const { text, language, who } = await readBody(context);
    if (typeof text !== 'string' || text.trim() === '' || text.length > LONGEST_TEXT) {
      return context.json({ error: sayTo(context)('textLength', { most: LONGEST_TEXT }) }, 400);
    }
    chatOf(who).send(text.trim(), readLanguage(language));
    return context.json({});
  });
  app.post('/chat/press', async context => {
    const { message, data, language, who } = await readBody(context);
    const chat = chatOf(who);
    const pressed = chat.messages().find(({ id }) => id === message);
    const isThere =
      pressed?.buttons.flat().some(button => button.data !== undefined && button.data === data) === true;
    if (typeof message !== 'number' || typeof data !== 'string' || !isThere) {
      return context.json({ error: sayTo(context)('buttonGone') }, 404);
    }
    const notice = await chat.press(message, data, readLanguage(language));
    return context.json(notice === undefined ? {} : { notice });
  });
}

/** JSON, and a header of one's own, are never sent across sites without being asked for first, and nothing here allows it. */
function isOwnPage({ req }: Context): boolean {
  const site = req.header('sec-fetch-site') ?? 'same-origin';
  const isJson = req.header('content-type')?.startsWith('application/json') === true;
  return site === 'same-origin' && (isJson || req.header('x-own-page') === 'yes');
}

function tooLarge(context: Context, say: SayOnPage): Response {
  return context.json({ error: say('filesTooLarge', { most: MOST_FILE_BYTES / 1e6 }) }, 413);
}

async function readBody({ req }: Context): Promise<Record<string, unknown>> {
  const body: unknown = await req.json().catch(() => undefined);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

function readLanguage(language: unknown): Language {
  return typeof language === 'string' && /^[a-z]{2,3}$/.test(language) ? language : 'en';
}
