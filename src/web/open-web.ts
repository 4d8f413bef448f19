import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { InputError } from '../domain/input-error.ts';
import type { Log } from '../shared/log.ts';
import { createHealthApp, type HealthCheck } from './health.ts';

export interface Mount {
  readonly path: string;
  readonly app: Hono;
}

export interface WebOptions {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly checks: readonly HealthCheck[];
  /** Pages and webhooks, each under its path. */
  readonly mounts: readonly Mount[];
  readonly log: Log;
}

/** The bot's web server. */
export interface Web extends AsyncDisposable {
  /** Where a browser on this machine finds it. */
  readonly url: string;
  close(): Promise<void>;
}

/** Listens at once; fails with an `InputError` when it cannot, naming the setting. */
export async function openWeb({ host, port, checks, mounts, log }: WebOptions): Promise<Web> {
  const app = new Hono();
  app.route('/', createHealthApp(checks));
  for (const mount of mounts) app.route(mount.path, mount.app);
  app.notFound(context => context.text('There is nothing here.', 404));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    log.error('A web request failed', { path: context.req.path, error: error.message });
    return context.text('That went wrong; it is in the log.', 500);
  });
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  await listen(server, host, port);
  const close = () => closeServer(server);
  return { url: urlOf(server, host), close, [Symbol.asyncDispose]: close };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(explain(error, host, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new InputError(`Port ${port} is in use by another program: stop it, or set PORT to a free one.`);
    case 'EACCES':
      return new InputError(`Port ${port} may not be used by this user: set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new InputError(
        `This machine has no address ${host}: set HOST to one that it has, such as 127.0.0.1.`,
      );
    default:
      return error;
  }
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const anywhere = host === '0.0.0.0' || host === '::';
  const name = anywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Ends streams too, which would go on for ever. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
