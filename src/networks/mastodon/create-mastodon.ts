import { randomUUID } from 'node:crypto';
import type { Account, Network } from '../../domain/network.ts';
import { composeStatus } from './compose-status.ts';
import { composer } from './composer.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { findStatus } from './find-status.ts';
import { createLanguageTag } from './language-tag.ts';
import { pinStatus, removeStatus } from './manage-status.ts';
import { mediaLimits } from './media-limits.ts';
import { editStatus, publishStatus } from './publish-status.ts';
import { readAccount } from './read-account.ts';
import { readLimits } from './read-limits.ts';
import { DEFAULT_LIMITS } from './server-limits.ts';
import { PATIENCE, type Patience, uploadMedia } from './upload-media.ts';

export interface MastodonOptions extends ConnectionOptions {
  /** How long a file that the server works on is waited for. */
  readonly patience?: Patience;
}

/** What one access token may call on Mastodon. */
const RATE_LIMIT = { calls: 300, perMs: 5 * 60_000 };

export function createMastodon(options: MastodonOptions): Network {
  const connection = createConnection(options);
  const language = createLanguageTag();
  let limits = DEFAULT_LIMITS;
  let account: Account | undefined;

  const verify = async (signal: AbortSignal) => {
    account = await readAccount(connection, signal, async () => {
      limits = limits.domain === undefined ? await readLimits(connection, signal) : limits;
      return limits.domain;
    });
    return account;
  };
  return {
    ...composer,
    // Keys last an hour, and on some servers not at all.
    repeatable: false,
    rateLimit: RATE_LIMIT,
    get mediaLimits() {
      return mediaLimits(limits);
    },
    async refresh({ signal }) {
      limits = await readLimits(connection, signal);
    },
    compose: post => composeStatus(post, limits),
    createKey: () => randomUUID(),
    upload: (media, { signal }) => uploadMedia(connection, media, signal, options.patience ?? PATIENCE),
    publish: (part, context) => publishStatus(connection, language, part, context),
    async find(part, context) {
      const { id } = account ?? (await verify(context.signal));
      return findStatus(connection, id, part, context);
    },
    edit: (receipt, part, context) => editStatus(connection, language, receipt, part, context),
    remove: (receipt, { signal }) => removeStatus(connection, receipt, signal),
    pin: (receipt, { signal }) => pinStatus(connection, receipt, signal),
    verify,
    close: () => connection.close(),
  };
}
