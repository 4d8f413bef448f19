import { Hono } from 'hono';
import type { Json } from '../../domain/json.ts';
import type { SandboxNetwork } from '../sandbox-network.ts';
import type { TimelineListener } from '../timeline.ts';
import { usualBehaviour, type XBehaviour } from './behaviour.ts';
import { mediaRoutes } from './media-routes.ts';
import { plainProblem, XProblem } from './problem.ts';
import { countCall } from './rate-windows.ts';
import type { XServer } from './server.ts';
import { emptyState, parseState } from './state.ts';
import { timelineOf } from './timeline-of.ts';
import { tweetRoutes } from './tweet-routes.ts';
import { createSignatureCheck } from './verify-signature.ts';

export interface XSandboxOptions {
  readonly now: () => Date;
  /** What signatures are dated by: clients sign by the system's clock, whatever `now` is. */
  readonly signatureClock?: () => Date;
}

export interface XSandbox extends SandboxNetwork {
  /** May be changed while the server runs. */
  readonly behaviour: XBehaviour;
}

const CREDENTIALS = {
  apiKey: 'sandbox-x-api-key',
  apiSecret: 'sandbox-x-api-secret',
  accessToken: '1720000000000000001-sandbox-x-access-token',
  accessSecret: 'sandbox-x-access-secret',
} as const;

/** A local X with one account. */
export function createXSandbox({ now, signatureClock = () => new Date() }: XSandboxOptions): XSandbox {
  const listeners = new Set<TimelineListener>();
  const behaviour = usualBehaviour();
  const state = emptyState();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    name: 'x',
    behaviour,
    app: createApp({ state, behaviour, now, changed }, signatureClock),
    settings: url => ({
      X_API_KEY: CREDENTIALS.apiKey,
      X_API_SECRET: CREDENTIALS.apiSecret,
      X_ACCESS_TOKEN: CREDENTIALS.accessToken,
      X_ACCESS_SECRET: CREDENTIALS.accessSecret,
      X_API_URL: url,
    }),
    timeline: () => timelineOf(state),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    snapshot: () => structuredClone(state) as Json,
    restore: snapshot => void Object.assign(state, parseState(snapshot)),
  };
}

function createApp(server: XServer, signatureClock: () => Date): Hono {
  const app = new Hono();
  const checkSignature = createSignatureCheck(CREDENTIALS, signatureClock);
  app.use(async (context, next) => {
    checkSignature(context.req.raw);
    const call = `${context.req.method} ${context.req.path}`;
    const { headers, problem } = countCall(call, server.state, server.behaviour, server.now());
    if (problem === undefined) await next();
    else context.res = problem.response;
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  });
  app.route('/', tweetRoutes(server));
  app.route('/', mediaRoutes(server));
  app.notFound(() => plainProblem(404, 'Not Found').response);
  app.onError(error => {
    if (error instanceof XProblem) return error.response;
    throw error;
  });
  return app;
}
