import type { Account } from './account.ts';
import type { Blobs } from './blobs.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Repo } from './repo.ts';
import type { Sessions } from './sessions.ts';
import { XrpcError } from './xrpc-error.ts';
import type { XrpcCall } from './xrpc-server.ts';

/** What the methods of the server work on. */
export interface BlueskyServer {
  readonly account: Account;
  readonly sessions: Sessions;
  readonly limits: RateLimits;
  readonly blobs: Blobs;
  readonly repo: Repo;
  readonly now: () => Date;
}

/** Whose repository a call may write to: the caller's own. */
export function authorizeWrite(server: BlueskyServer, call: XrpcCall, points: number): void {
  const did = server.sessions.check(call.bearer);
  server.limits.spend('write', did, points, call.header);
  if (!isOwn(server, call.input.repo)) throw new XrpcError(403, 'AccountNotFound', 'Account not found');
}

export function isOwn({ account }: BlueskyServer, actor: unknown): boolean {
  return actor === account.did || actor === account.handle;
}
