import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { streamSSE } from 'hono/streaming';
import type { SandboxChat } from '../sandbox-chat.ts';
import type { SandboxNetwork } from '../sandbox-network.ts';
import type { TimelinePost } from '../timeline.ts';
import { addChatRoutes } from './chat-routes.ts';
import { groupThreads } from './group-threads.ts';
import { loadPageReaders, type Reader } from './page-readers.ts';
import { renderCommands, renderMessages } from './render-chat.ts';
import { renderPage, SHOWN } from './render-page.ts';
import { renderThread } from './render-post.ts';
import type { Html } from './render-text.ts';
import { watchChanges } from './watch-changes.ts';

export interface SandboxPageOptions {
  readonly networks: readonly SandboxNetwork[];
  /** The chats in which the visitor can be an admin. */
  readonly chats: readonly [SandboxChat, ...SandboxChat[]];
  /** Where a folder for each language has its `page.json`. */
  readonly localesFolder: string;
  /** IANA name: the zone in which times are shown. */
  readonly timeZone: string;
}

const HEARTBEAT_MS = 20_000;
const PICTURES = /^(image\/(jpeg|png|gif|webp|avif)|video\/mp4)$/;

/** The rehearsal's page, at the root of what it is mounted on. */
export function createSandboxPage({ networks, chats, localesFolder, timeZone }: SandboxPageOptions): Hono {
  const [owner] = chats;
  const chatOf = (who: string | undefined) => chats[Number(who ?? 0)] ?? owner;
  const app = new Hono();
  const readers = loadPageReaders(localesFolder, timeZone);
  const timeline = (network: SandboxNetwork, reader: Reader): Html =>
    html`${groupThreads(network.timeline()).map(thread => renderThread(thread, reader))}`;
  const messages = (chat: SandboxChat, reader: Reader) =>
    renderMessages(chat.messages(), chats.indexOf(chat), reader);

  app.use(
    secureHeaders({
      contentSecurityPolicy: POLICY,
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: false,
      xFrameOptions: 'DENY',
    }),
  );
  app.get('/', context => {
    const shown = SHOWN.find(one => one === context.req.query('language')) ?? 'all';
    const reader = readers.of(context);
    const timelines = new Map(networks.map(network => [network.name, timeline(network, reader)]));
    context.header('Vary', 'Accept-Language');
    return context.html(
      renderPage({
        networks,
        timelines,
        messages: messages(owner, reader),
        commands: renderCommands(owner, reader.language),
        people: chats.map(({ name }) => name),
        shown,
        languages: readers.languages,
        reader,
      }),
    );
  });

  app.get('/events', context =>
    streamSSE(context, async stream => {
      const chat = chatOf(context.req.query('who'));
      const reader = readers.of(context);
      const changes = watchChanges(networks, chat);
      stream.onAbort(() => changes.end());
      const language = context.req.query('language') ?? 'en';
      const send = async (list: string, content: Html) =>
        stream.writeSSE({ event: 'list', data: JSON.stringify({ list, html: String(await content) }) });
      const sendChat = async () => {
        await send('messages', messages(chat, reader));
        await send('commands', renderCommands(chat, language));
      };
      await sendChat();
      for (const network of networks) await send(network.name, timeline(network, reader));
      while (!stream.aborted && !stream.closed) {
        const changed = await changes.next(HEARTBEAT_MS);
        if (changed.size === 0) await stream.writeSSE({ event: 'heartbeat', data: '' });
        if (changed.has('chat')) await sendChat();
        for (const network of networks)
          if (changed.has(network.name)) await send(network.name, timeline(network, reader));
      }
    }),
  );

  app.get('/media/:network/:place/:post/:index', context => showMedia(context, networks));
  app.get('/chat/file/:who/:message', context => {
    const { who, message } = context.req.param();
    const file = chatOf(who)
      .messages()
      .find(({ id }) => String(id) === message)?.file;
    if (file === undefined || !PICTURES.test(file.type)) return context.notFound();
    return context.body(new Uint8Array(file.bytes), 200, {
      'content-type': file.type,
      'cache-control': 'private, max-age=3600',
    });
  });
  addChatRoutes(app, chats, context => readers.of(context).say);
  serveClient(app);
  return app;
}

const POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  mediaSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

function showMedia(context: Context, networks: readonly SandboxNetwork[]): Response | Promise<Response> {
  const { network, place, post, index } = context.req.param() as Record<string, string>;
  const isIt = (one: TimelinePost) => one.place === place && one.id === post;
  const media = networks
    .find(({ name }) => name === network)
    ?.timeline()
    .find(isIt)?.media[Number(index)];
  if (media === undefined || !PICTURES.test(media.type)) return context.notFound();
  return context.body(new Uint8Array(media.bytes), 200, {
    'content-type': media.type,
    'cache-control': 'private, max-age=3600',
  });
}

const CLIENT = [
  ['page.css', 'text/css; charset=utf-8'],
  ['page.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
] as const;

function serveClient(app: Hono): void {
  for (const [name, type] of CLIENT) {
    const content = readFileSync(new URL(`client/${name}`, import.meta.url), 'utf8');
    app.get(`/${name}`, context =>
      context.body(content, 200, { 'content-type': type, 'cache-control': 'no-cache' }),
    );
  }
}
