import { type Context, Hono } from 'hono';
import type { SandboxNetwork } from '../sandbox-network.ts';
import type { TimelineListener } from '../timeline.ts';
import { addAccountRoutes } from './account-routes.ts';
import { ApiError, notFound } from './api-error.ts';
import { addInstanceRoutes } from './instance-routes.ts';
import { addMediaRoutes } from './media-routes.ts';
import { ACCESS_TOKEN, type MastodonSandboxOptions } from './options.ts';
import { countCall } from './rate-limits.ts';
import type { MastodonServer } from './server.ts';
import { createServerState, restoreSnapshot, takeSnapshot } from './server-state.ts';
import { addStatusRoutes } from './status-routes.ts';
import { timelineOf } from './timeline-of.ts';

/** A server with the Mastodon API and one account. */
export function createMastodonSandbox(options: MastodonSandboxOptions): SandboxNetwork {
  const state = createServerState();
  const listeners = new Set<TimelineListener>();
  const deviations = options.deviations ?? {};
  const server: MastodonServer = {
    state,
    options,
    deviations,
    now: () => new Date(options.now().getTime() + (deviations.clockLeadMs ?? 0)),
    changed: () => {
      for (const listener of listeners) listener();
    },
  };
  return {
    name: 'mastodon',
    app: createApp(server),
    settings: url => ({ MASTODON_URL: url, MASTODON_ACCESS_TOKEN: ACCESS_TOKEN }),
    timeline: () => timelineOf(state),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    snapshot: () => takeSnapshot(state),
    restore: snapshot => restoreSnapshot(state, snapshot),
  };
}

function createApp(server: MastodonServer): Hono {
  const app = new Hono();
  const { options, state } = server;
  app.onError((error, context) => showError(error, context, server));
  app.notFound(context => showError(notFound(), context, server));
  if (options.rateLimits !== false) {
    app.use('/api/*', async (context, next) => {
      const { exceeded, headers } = countCall(
        state.counters,
        context.req.method,
        context.req.path,
        server.now(),
      );
      for (const [name, value] of Object.entries(headers)) context.header(name, value);
      if (exceeded) throw new ApiError(429, 'Too many requests');
      await next();
    });
  }
  addInstanceRoutes(app, server);
  addAccountRoutes(app, server);
  addStatusRoutes(app, server);
  addMediaRoutes(app, server);
  return app;
}

function showError(error: unknown, context: Context, { deviations }: MastodonServer): Response {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401) {
    context.header(
      'WWW-Authenticate',
      `Bearer realm="Doorkeeper", error="invalid_token", error_description="${error.message}"`,
    );
  }
  if (deviations.htmlErrors === true)
    return context.html(`<html><h1>${error.status}</h1></html>`, error.status);
  return context.json({ error: error.message }, error.status);
}
