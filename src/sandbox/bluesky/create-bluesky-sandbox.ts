import type { JsonObject } from '../../domain/json.ts';
import type { SandboxNetwork } from '../sandbox-network.ts';
import { ACCOUNT } from './account.ts';
import { createBlobs } from './blobs.ts';
import type { BlueskyServer } from './bluesky-server.ts';
import { POSTS, PROFILES } from './collections.ts';
import { feedMethods } from './feed-methods.ts';
import { createRateLimits } from './rate-limits.ts';
import { readMethods } from './read-methods.ts';
import { createRepo } from './repo.ts';
import { sessionMethods } from './session-methods.ts';
import { createSessions } from './sessions.ts';
import { showPost } from './show-post.ts';
import { writeMethods } from './write-methods.ts';
import { createXrpcServer } from './xrpc-server.ts';

export interface BlueskySandboxOptions {
  /** The server's clock: tokens and limits run out by it. */
  readonly now: () => Date;
  /** Refuse what is over the limits; true unless told. */
  readonly rateLimits?: boolean;
}

export interface BlueskySandbox extends SandboxNetwork {
  /** Ends every session, as a person does who changes the password. */
  revokeSessions(): void;
}

/** A PDS with one account and the public view of it. */
export function createBlueskySandbox({ now, rateLimits = true }: BlueskySandboxOptions): BlueskySandbox {
  const blobs = createBlobs();
  const server: BlueskyServer = {
    account: ACCOUNT,
    sessions: createSessions(now),
    limits: createRateLimits(now, rateLimits),
    blobs,
    repo: createRepo(ACCOUNT.did, blobs, now),
    now,
  };
  const { sessions, limits, repo } = server;
  const methods = {
    ...sessionMethods(server),
    ...readMethods(server),
    ...writeMethods(server),
    ...feedMethods(server),
  };
  return {
    name: 'bluesky',
    app: createXrpcServer(methods, now),
    settings: url => ({
      BLUESKY_SERVICE: url,
      BLUESKY_IDENTIFIER: ACCOUNT.handle,
      BLUESKY_APP_PASSWORD: ACCOUNT.appPassword,
    }),
    timeline() {
      const pinned = repo.get(PROFILES, 'self')?.value.pinnedPost as { uri: string } | undefined;
      const viewer = { account: ACCOUNT, blobs, pinnedUri: pinned?.uri };
      return repo.list(POSTS).map(record => showPost(record, viewer));
    },
    onChange: listener => repo.onCommit(listener),
    revokeSessions: () => sessions.revokeAll(),
    snapshot: () => ({
      sessions: sessions.snapshot(),
      limits: limits.snapshot(),
      blobs: blobs.snapshot(),
      repo: repo.snapshot(),
    }),
    restore(snapshot) {
      const kept = snapshot as Record<'sessions' | 'limits' | 'blobs' | 'repo', JsonObject>;
      sessions.restore(kept.sessions);
      limits.restore(kept.limits);
      blobs.restore(kept.blobs);
      repo.restore(kept.repo);
    },
  };
}
