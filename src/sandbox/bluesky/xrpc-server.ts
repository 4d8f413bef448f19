import { jsonToLex, lexicons } from '@atproto/api';
import { type Context, Hono } from 'hono';
import type { Json } from '../../domain/json.ts';
import { readBlobBody, readJsonBody } from './read-body.ts';
import { readParams } from './read-params.ts';
import { internalError, invalidRequest, unauthorized, XrpcError } from './xrpc-error.ts';

/** One call, read and checked against the method's lexicon. */
export interface XrpcCall {
  readonly params: Readonly<Record<string, unknown>>;
  /** The body as it came; what the lexicon calls a blob is still JSON. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The body of an upload. */
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** The token of the `Authorization` header. */
  readonly bearer: string | undefined;
  /** Where the caller reached the server. */
  readonly origin: string;
  /** Sets a header of the answer, whatever the answer will be. */
  header(name: string, value: string): void;
}

export type XrpcHandler = (call: XrpcCall) => Promise<object | undefined> | object | undefined;

/** Handlers by the method's NSID. */
export type XrpcMethods = Readonly<Record<string, XrpcHandler>>;

export function createXrpcServer(methods: XrpcMethods, now: () => Date): Hono {
  const app = new Hono();
  // Clients measure the server's other times by this one.
  app.use(async (c, next) => {
    await next();
    c.header('date', now().toUTCString());
  });
  app.get('/xrpc/_health', c => c.json({ version: 'sandbox' }));
  app.all('/xrpc/:nsid', async c => {
    try {
      return await answer(c, methods);
    } catch (error) {
      const { status, error: name, message } = error instanceof XrpcError ? error : internalError();
      return respond(c, { error: name, message }, status);
    }
  });
  return app;
}

async function answer(c: Context, methods: XrpcMethods): Promise<Response> {
  const nsid = c.req.param('nsid') ?? '';
  const handler = methods[nsid];
  // A PDS hands what it does not know to the public view, and that only for its own accounts.
  const bearer = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
  if (handler === undefined && bearer === undefined) throw unauthorized(undefined, 'AuthMissing');
  if (handler === undefined) throw new XrpcError(501, 'MethodNotImplemented', 'Method Not Implemented');
  const query = lexicons.getDefOrThrow(nsid).type === 'query';
  const expected = query ? 'GET' : 'POST';
  if (c.req.method !== expected) {
    throw invalidRequest(`Incorrect HTTP method (${c.req.method}) expected ${expected}`);
  }
  const output = await handler({
    params: readParams(nsid, new URL(c.req.url).searchParams),
    ...(await readInput(c, nsid)),
    bearer,
    origin: new URL(c.req.url).origin,
    header: (name, value) => c.header(name, value),
  });
  return output === undefined ? c.body(null, 200) : respond(c, output as Json, 200);
}

const NO_INPUT = { input: {}, bytes: new Uint8Array(), contentType: '' };

async function readInput(
  c: Context,
  nsid: string,
): Promise<Pick<XrpcCall, 'input' | 'bytes' | 'contentType'>> {
  const definition = lexicons.getDefOrThrow(nsid);
  if (definition.type !== 'procedure' || definition.input === undefined) return NO_INPUT;
  if (definition.input.encoding !== 'application/json')
    return { ...NO_INPUT, ...(await readBlobBody(c.req.raw)) };
  const input = await readJsonBody(c.req.raw);
  try {
    lexicons.assertValidXrpcInput(nsid, jsonToLex(input));
  } catch (error) {
    throw invalidRequest(error instanceof Error ? error.message : String(error));
  }
  return { ...NO_INPUT, input };
}

function respond(c: Context, body: Json | object, status: number): Response {
  c.header('content-type', 'application/json; charset=utf-8');
  return c.body(JSON.stringify(body), status as 200);
}
