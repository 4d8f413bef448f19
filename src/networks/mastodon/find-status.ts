import type { mastodon } from 'masto';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Part } from '../../domain/draft.ts';
import type { FindContext, Found } from '../../domain/network.ts';
import type { Connection } from './connection.ts';
import { plainText, saysTheSame } from './plain-text.ts';
import { readReceipt } from './receipt.ts';

type Status = mastodon.v1.Status;

const PAGE = 40;
/** What a server lists that takes no other number. */
const USUAL_PAGE = 20;
const MAX_PAGES = 10;
/** How far back to look before the intent: the server's clock may be an hour off, and more. */
const CLOCK_TOLERANCE_MS = 2 * 60 * 60_000;

/** Looks for a part among the account's own statuses, newest first, back to the time of its intent. */
export async function findStatus(
  connection: Connection,
  accountId: string,
  part: Part,
  context: FindContext,
): Promise<Found> {
  let maxId: string | undefined;
  let newest: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const statuses = await listStatuses(connection, accountId, maxId, context.signal);
    if (page > 0 && statuses[0]?.id === newest) return withoutPages(statuses.length);
    newest ??= statuses[0]?.id;
    const { recent, atTheEnd } = sinceTheIntent(statuses, context);
    for (const status of recent.filter(candidate => standsWhere(candidate, context))) {
      if (await isThePart(connection, status, part, context)) {
        return { outcome: 'found', receipt: readReceipt(status, connection.now()) };
      }
    }
    maxId = statuses.at(-1)?.id;
    if (atTheEnd || maxId === undefined) return { outcome: 'nothing' };
  }
  return {
    outcome: 'cannot tell',
    why: `the account has posted more than ${PAGE * MAX_PAGES} times since, and the Mastodon server lists no more at once`,
  };
}

/** A server that lists the same again has no pages (snac); all that it has was seen, unless it stopped at the usual number. */
function withoutPages(listed: number): Found {
  if (listed < USUAL_PAGE) return { outcome: 'nothing' };
  return {
    outcome: 'cannot tell',
    why: `the Mastodon server lists the newest ${listed} posts and no others`,
  };
}

function listStatuses(
  connection: Connection,
  accountId: string,
  maxId: string | undefined,
  signal: AbortSignal,
): Promise<readonly Status[]> {
  const params = { limit: PAGE, excludeReblogs: true, ...(maxId === undefined ? {} : { maxId }) };
  return connection.call('read', signal, async client => {
    const statuses: unknown = await client.v1.accounts.$select(accountId).statuses.list(params);
    if (Array.isArray(statuses)) return statuses as Status[];
    throw new DeliveryError('The Mastodon server gave an answer that is no list of posts.', {
      kind: 'unavailable',
    });
  });
}

/** Drops what is certainly older than the intent. */
function sinceTheIntent(
  statuses: readonly Status[],
  { since, lastKnown }: FindContext,
): { recent: readonly Status[]; atTheEnd: boolean } {
  const isOlder = ({ id, createdAt }: Status) =>
    (lastKnown !== undefined && lastKnown.at < since && id === lastKnown.id) ||
    Date.parse(createdAt) < since.getTime() - CLOCK_TOLERANCE_MS;
  const end = statuses.findIndex(isOlder);
  return end === -1
    ? { recent: statuses, atTheEnd: false }
    : { recent: statuses.slice(0, end), atTheEnd: true };
}

/** A part answers the part before it, and the first part answers nothing. */
function standsWhere(status: Status, { replyTo }: FindContext): boolean {
  return (status.inReplyToId ?? undefined) === replyTo?.id && !status.reblog;
}

async function isThePart(
  connection: Connection,
  status: Status,
  part: Part,
  { uploads, signal }: FindContext,
): Promise<boolean> {
  const attached = (status.mediaAttachments ?? []).map(({ id }) => id);
  const uploaded = uploads.map(({ ref }) => ref.id);
  if (uploaded.length > 0 && uploaded.every(id => typeof id === 'string' && attached.includes(id)))
    return true;
  if (saysTheSame(plainText(status.content), part.text)) return true;
  const source = await readSource(connection, status.id, signal);
  return source !== undefined && saysTheSame(source, part.text);
}

/** The text as it was sent; not every server keeps it. */
async function readSource(
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const source = await connection.call('read', signal, client =>
      client.v1.statuses.$select(id).source.fetch(),
    );
    return typeof source?.text === 'string' ? source.text : undefined;
  } catch (error) {
    if (error instanceof DeliveryError && error.kind === 'rejected' && error.reason !== 'credentials')
      return undefined;
    throw error;
  }
}
