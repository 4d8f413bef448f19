import type { Context, Hono } from 'hono';
import { ApiError, invalid, notFound } from './api-error.ts';
import { ACCOUNT, KEY_LIFETIME_MS, MAX_PINNED } from './options.ts';
import { type Params, readParams } from './read-params.ts';
import { readStatusContent, readVisibility } from './read-status.ts';
import { type MastodonServer, originOf, requireToken } from './server.ts';
import { nextId, type StoredStatus } from './server-state.ts';
import { showStatus } from './show-status.ts';

export function addStatusRoutes(app: Hono, server: MastodonServer): void {
  const { statuses } = server.state;
  const show = (context: Context, status: StoredStatus) =>
    context.json(showStatus(status, server.state, originOf(context)));
  const find = (context: Context): StoredStatus => {
    const status = statuses.get(context.req.param('id') ?? '');
    if (status === undefined) throw notFound();
    return status;
  };
  const keep = (status: StoredStatus): StoredStatus => {
    statuses.set(status.id, status);
    server.changed();
    return status;
  };

  app.post('/api/v1/statuses', async context => {
    requireToken(context);
    const key = context.req.header('idempotency-key');
    const first = key === undefined ? undefined : firstWith(key, server);
    if (first !== undefined) return show(context, first);
    const status = keep(createStatus(await readParams(context), server, originOf(context)));
    if (key !== undefined) {
      server.state.keys.set(key, { statusId: status.id, until: server.now().getTime() + KEY_LIFETIME_MS });
    }
    return show(context, status);
  });
  app.get('/api/v1/statuses/:id', context => show(context, find(context)));
  app.put('/api/v1/statuses/:id', async context => {
    requireToken(context);
    if (server.deviations.withoutEdits === true) throw notFound();
    const current = find(context);
    const content = readStatusContent(await readParams(context), server, current);
    return show(context, keep({ ...current, ...content, editedAt: server.now().toISOString() }));
  });
  app.delete('/api/v1/statuses/:id', context => {
    requireToken(context);
    const status = find(context);
    const shown = { ...showStatus(status, server.state, originOf(context)), text: status.text };
    statuses.delete(status.id);
    server.changed();
    return context.json(shown);
  });
  app.get('/api/v1/statuses/:id/source', context => {
    requireToken(context);
    const { id, text, spoilerText } = find(context);
    if (server.deviations.withoutSource === true) throw notFound();
    return context.json({ id, text, spoiler_text: spoilerText });
  });
  app.get('/api/v1/statuses/:id/context', context => {
    const status = find(context);
    const showAll = (all: readonly StoredStatus[]) =>
      all.map(one => showStatus(one, server.state, originOf(context)));
    return context.json({
      ancestors: showAll(ancestorsOf(status, server)),
      descendants: showAll(descendantsOf(status, server)),
    });
  });
  app.post('/api/v1/statuses/:id/pin', context => {
    requireToken(context);
    const status = find(context);
    checkPin(status, server);
    return show(context, keep({ ...status, pinned: true }));
  });
  app.post('/api/v1/statuses/:id/unpin', context => {
    requireToken(context);
    return show(context, keep({ ...find(context), pinned: false }));
  });
}

/** The status that a key made within the hour; what else the call says is not looked at. */
function firstWith(key: string, { state, deviations, now }: MastodonServer): StoredStatus | undefined {
  const known = state.keys.get(key);
  if (known === undefined || known.until <= now().getTime() || deviations.ignoresKeys === true)
    return undefined;
  const status = state.statuses.get(known.statusId);
  if (status === undefined) throw notFound();
  return status;
}

function createStatus(params: Params, server: MastodonServer, origin: string): StoredStatus {
  const inReplyToId = readParent(params, server);
  const content = readStatusContent(params, server);
  const visibility = readVisibility(params);
  const now = server.now();
  const id = nextId(server.state, now);
  return {
    ...content,
    id,
    url: `${origin}/@${ACCOUNT.username}/${id}`,
    visibility,
    inReplyToId,
    createdAt: now.toISOString(),
    editedAt: null,
    pinned: false,
  };
}

function readParent(params: Params, { state, deviations }: MastodonServer): string | null {
  const id = params.text('in_reply_to_id') ?? null;
  if (id === null || state.statuses.has(id)) return id;
  if (deviations.forgetsParents === true) return null;
  throw new ApiError(404, 'The post you are trying to reply to does not appear to exist.');
}

function checkPin(status: StoredStatus, { state }: MastodonServer): void {
  if (status.pinned) throw new ApiError(422, 'Duplicate record');
  if (status.visibility === 'direct')
    throw invalid('Posts that are only visible to mentioned users cannot be pinned');
  if ([...state.statuses.values()].filter(({ pinned }) => pinned).length >= MAX_PINNED) {
    throw invalid('You have already pinned the maximum number of posts');
  }
}

function ancestorsOf(status: StoredStatus, server: MastodonServer): readonly StoredStatus[] {
  const parent = server.state.statuses.get(status.inReplyToId ?? '');
  return parent === undefined ? [] : [...ancestorsOf(parent, server), parent];
}

function descendantsOf(status: StoredStatus, server: MastodonServer): readonly StoredStatus[] {
  const replies = [...server.state.statuses.values()].filter(({ inReplyToId }) => inReplyToId === status.id);
  return replies.flatMap(reply => [reply, ...descendantsOf(reply, server)]);
}
