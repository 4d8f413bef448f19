import type { Context, Hono } from 'hono';
import { notFound } from './api-error.ts';
import { ACCOUNT } from './options.ts';
import { type MastodonServer, originOf, requireToken } from './server.ts';
import type { StoredStatus } from './server-state.ts';
import { showAccount, showStatus } from './show-status.ts';

const DEFAULT_PAGE = 20;
const LARGEST_PAGE = 40;

export function addAccountRoutes(app: Hono, server: MastodonServer): void {
  const { state } = server;
  app.get('/api/v1/accounts/verify_credentials', context => {
    requireToken(context);
    return context.json(showAccount(state, originOf(context)));
  });
  app.get('/api/v1/accounts/:id', context => {
    if (context.req.param('id') !== ACCOUNT.id) throw notFound();
    return context.json(showAccount(state, originOf(context)));
  });
  app.get('/api/v1/accounts/:id/statuses', context => {
    if (context.req.param('id') !== ACCOUNT.id) throw notFound();
    const page =
      server.deviations.withoutPages === true
        ? newest(server)
        : pageOf(context, [...state.statuses.values()]);
    const link = linkHeader(context, page);
    if (link !== undefined) context.header('Link', link);
    return context.json(page.map(status => showStatus(status, state, originOf(context))));
  });
}

/** As snac does it, whatever the caller asks for. */
function newest({ state }: MastodonServer): readonly StoredStatus[] {
  return [...state.statuses.values()].slice(-DEFAULT_PAGE).toReversed();
}

/** Newest first. `min_id` takes the page right above the id, `since_id` the newest page above it. */
function pageOf(context: Context, statuses: readonly StoredStatus[]): readonly StoredStatus[] {
  const { max_id: maxId, since_id: sinceId, min_id: minId, limit } = context.req.query();
  const flag = (name: string) => ['true', '1'].includes(context.req.query(name) ?? '');
  const size = Math.min(LARGEST_PAGE, Math.max(1, Number(limit ?? DEFAULT_PAGE) || DEFAULT_PAGE));
  const within = statuses.filter(
    ({ id, inReplyToId, mediaIds, pinned }) =>
      (maxId === undefined || BigInt(id) < idNumber(maxId)) &&
      (sinceId === undefined || BigInt(id) > idNumber(sinceId)) &&
      (minId === undefined || BigInt(id) > idNumber(minId)) &&
      !(flag('exclude_replies') && inReplyToId !== null) &&
      !(flag('only_media') && mediaIds.length === 0) &&
      !(flag('pinned') && !pinned),
  );
  return (minId === undefined ? within.slice(-size) : within.slice(0, size)).toReversed();
}

/** What is no number counts as zero, as Mastodon reads it. */
function idNumber(text: string): bigint {
  return BigInt(/^\d+/.exec(text)?.[0] ?? 0);
}

function linkHeader(context: Context, page: readonly StoredStatus[]): string | undefined {
  const [newest, oldest] = [page[0], page.at(-1)];
  if (newest === undefined || oldest === undefined) return undefined;
  const url = (name: string, id: string) => {
    const address = new URL(context.req.url);
    for (const cursor of ['max_id', 'min_id', 'since_id']) address.searchParams.delete(cursor);
    address.searchParams.set(name, id);
    return address.href;
  };
  return `<${url('max_id', oldest.id)}>; rel="next", <${url('min_id', newest.id)}>; rel="prev"`;
}
