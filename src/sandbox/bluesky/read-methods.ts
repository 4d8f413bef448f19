import { didDocument } from './account.ts';
import { type BlueskyServer, isOwn } from './bluesky-server.ts';
import type { StoredRecord } from './repo.ts';
import { invalidRequest } from './xrpc-error.ts';
import type { XrpcMethods } from './xrpc-server.ts';

/** `com.atproto.repo.*` that only read; anybody may. */
export function readMethods(server: BlueskyServer): XrpcMethods {
  const { account, repo } = server;
  const uriOf = ({ collection, rkey }: Pick<StoredRecord, 'collection' | 'rkey'>) =>
    `at://${account.did}/${collection}/${rkey}`;
  const show = (record: StoredRecord) => ({ uri: uriOf(record), cid: record.cid, value: record.value });
  const own = (actor: unknown) => {
    if (!isOwn(server, actor)) throw invalidRequest(`Could not find repo: ${actor}`);
  };
  return {
    'com.atproto.repo.getRecord': ({ params }) => {
      own(params.repo);
      const [collection, rkey] = [String(params.collection), String(params.rkey)];
      const record = repo.get(collection, rkey);
      if (record === undefined || (params.cid !== undefined && params.cid !== record.cid)) {
        throw invalidRequest(`Could not locate record: ${uriOf({ collection, rkey })}`, 'RecordNotFound');
      }
      return show(record);
    },
    'com.atproto.repo.listRecords': ({ params }) => {
      own(params.repo);
      const newestFirst = repo.list(String(params.collection)).toSorted((a, b) => (a.rkey < b.rkey ? 1 : -1));
      const ordered = params.reverse === true ? newestFirst.toReversed() : newestFirst;
      const from =
        params.cursor === undefined ? 0 : ordered.findIndex(({ rkey }) => rkey === params.cursor) + 1;
      const page = ordered.slice(from, from + Number(params.limit ?? 50));
      const cursor = page.at(-1)?.rkey;
      return { records: page.map(show), ...(cursor === undefined ? {} : { cursor }) };
    },
    'com.atproto.repo.describeRepo': ({ params, origin }) => {
      own(params.repo);
      const { did, handle } = account;
      const collections = repo.collections();
      return { did, handle, didDoc: didDocument(account, origin), collections, handleIsCorrect: true };
    },
  };
}
