import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createFaults, type FaultEffect, type Faults } from './faults.ts';
import type { SandboxNetwork } from './sandbox-network.ts';
import type { SnapshotFile } from './snapshot-file.ts';

/** A sandbox network on a loopback port of its own. */
export interface SandboxServer extends AsyncDisposable {
  readonly network: SandboxNetwork;
  readonly url: string;
  readonly faults: Faults;
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Of 127.0.0.1; a free one unless told. */
  readonly port?: number;
  /** Restored before the first call; written before each call that may change something is answered. */
  readonly file?: SnapshotFile;
}

export async function serveSandbox(
  network: SandboxNetwork,
  { port = 0, file }: ServeOptions = {},
): Promise<SandboxServer> {
  const faults = createFaults();
  const kept = await file?.read();
  if (kept !== undefined) network.restore(kept);
  const perform = async (request: Request): Promise<Response> => {
    const response = await network.app.fetch(request);
    if (request.method !== 'GET') await file?.write(network.snapshot());
    return response;
  };
  const listener = getRequestListener(
    (request, { incoming, outgoing }) =>
      answer(perform, faults, request, incoming as IncomingMessage, outgoing as ServerResponse),
    // Client libraries in the same process tell answers apart by the global Response.
    { overrideGlobalObjects: false },
  );
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => closeServer(server);
  return { network, url, faults, settings: network.settings(url), close, [Symbol.asyncDispose]: close };
}

type Perform = (request: Request) => Promise<Response>;

async function answer(
  perform: Perform,
  faults: Faults,
  request: Request,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Response> {
  const fault = faults.strike({ method: request.method, path: incoming.url ?? '/' });
  if (fault === undefined) return perform(request);
  if (fault.effect.kind === 'late') return performLate(perform, request, fault.effect.until);
  if (fault.when === 'before') return fail(fault.effect, () => perform(request), outgoing);
  const answered = await perform(request);
  return fail(fault.effect, async () => answered, outgoing);
}

/** What it carries is read now: it cannot be read any more when the caller has gone. */
async function performLate(perform: Perform, request: Request, until: Promise<void>): Promise<Response> {
  const { url, method, headers } = request;
  const kept = new Request(url, { method, headers, body: await request.arrayBuffer() });
  void until.then(() => perform(kept));
  return RESPONSE_ALREADY_SENT;
}

async function fail(
  effect: Exclude<FaultEffect, { kind: 'late' }>,
  proceed: () => Promise<Response>,
  outgoing: ServerResponse,
): Promise<Response> {
  switch (effect.kind) {
    case 'respond':
      return respond(effect, outgoing);
    case 'reset':
      outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case 'hang':
      return RESPONSE_ALREADY_SENT;
    case 'slow':
      return trickle(await proceed(), outgoing, effect.delayMs, effect.bytes ?? 1);
    case 'truncate':
      return sendHalf(await proceed(), outgoing);
  }
}

async function respond(
  { status, headers = {}, body = '', sent }: FaultEffect & { kind: 'respond' },
  outgoing: ServerResponse,
): Promise<Response> {
  const response = new Response(body, { status, headers });
  if (sent === undefined) return response;
  return sent === 'half' ? sendHalf(response, outgoing) : trickle(response, outgoing, sent.delayMs, 1);
}

async function writeHead(response: Response, outgoing: ServerResponse): Promise<Buffer> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  outgoing.writeHead(response.status, { ...headers, 'content-length': body.length });
  return body;
}

async function trickle(
  response: Response,
  outgoing: ServerResponse,
  delayMs: number,
  bytes: number,
): Promise<Response> {
  const body = await writeHead(response, outgoing);
  for (let sent = 0; sent < body.length && !outgoing.destroyed; sent += bytes) {
    outgoing.write(body.subarray(sent, sent + bytes));
    await sleep(delayMs);
  }
  outgoing.end();
  return RESPONSE_ALREADY_SENT;
}

async function sendHalf(response: Response, outgoing: ServerResponse): Promise<Response> {
  const body = await writeHead(response, outgoing);
  await new Promise(resolve => outgoing.write(body.subarray(0, Math.floor(body.length / 2)), resolve));
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
