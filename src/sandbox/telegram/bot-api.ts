import { type Context, Hono } from 'hono';
import { ApiError } from './api-error.ts';
import type { Server } from './method.ts';
import { methodNamed } from './methods.ts';
import { readCall } from './read-call.ts';

/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function createBotApi(server: Server): Hono {
  const app = new Hono();
  const { token } = server.world.bot;

  app.all('/:bot{bot[^/]+}/:method', async context => {
    try {
      checkToken(context.req.param('bot').slice('bot'.length), token);
      const method = methodNamed(context.req.param('method'));
      if (method === undefined) throw new ApiError(404, 'Not Found: method not found');
      const result = await method(server, await readCall(context.req.raw));
      return context.json({ ok: true, result });
    } catch (error) {
      return refuse(context, error);
    }
  });

  app.get('/file/:bot{bot[^/]+}/:folder/:id', context => {
    if (context.req.param('bot') !== `bot${token}`) return refuse(context, new ApiError(401, 'Unauthorized'));
    const file = server.world.files.get(context.req.param('id'));
    if (file === undefined) return refuse(context, new ApiError(404, 'Not Found'));
    return context.body(new Uint8Array(file.bytes), 200, { 'content-type': 'application/octet-stream' });
  });

  app.notFound(context => refuse(context, new ApiError(404, 'Not Found')));
  return app;
}

/** What cannot be a token has no address; what could be one is unknown. */
function checkToken(given: string, token: string): void {
  if (!/^\d+:[\w-]{35}$/.test(given)) throw new ApiError(404, 'Not Found');
  if (given !== token) throw new ApiError(401, 'Unauthorized');
}

function refuse(context: Context, error: unknown): Response {
  if (!(error instanceof ApiError)) throw error;
  const { code, message, parameters } = error;
  const retryAfter = parameters?.retry_after;
  const body = {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters === undefined ? {} : { parameters }),
  };
  return context.json(
    body,
    code as 400,
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
}
