import type { AtpSessionData } from '@atproto/api';
import { z } from 'zod';
import type { Keepsake } from '../../domain/network-definition.ts';

/** A session as it survives a restart. */
export interface KeptSession {
  readonly session: AtpSessionData;
  /** The account's own server, where it is another than the service. */
  readonly pds?: string | undefined;
}

/** Keeps the newest session. The refresh token changes with every refresh, so each one has to be kept. */
export interface SessionDrawer {
  /** What is kept, if it can be read and belongs to this account. */
  read(): Promise<KeptSession | undefined>;
  put(kept: KeptSession): void;
  /** Resolves when what was put is written. A failed write is repeated at the next call: the session works on in memory. */
  settled(): Promise<void>;
}

const DRAWER = 'session';

const content = z.object({
  service: z.string(),
  identifier: z.string(),
  pds: z.url().optional(),
  session: z.object({
    accessJwt: z.string(),
    refreshJwt: z.string(),
    handle: z.string(),
    did: z.string(),
    active: z.boolean(),
  }),
});

/** `owner`: whose session it is; a session of other settings is not taken up. */
export function createSessionDrawer(
  keep: Keepsake,
  owner: { readonly service: string; readonly identifier: string },
): SessionDrawer {
  let unwritten: KeptSession | undefined;
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    const kept = unwritten;
    if (kept === undefined) return;
    const { accessJwt, refreshJwt, handle, did, active } = kept.session;
    const session = { accessJwt, refreshJwt, handle, did, active };
    await keep.write(
      DRAWER,
      JSON.stringify({ service: owner.service, identifier: owner.identifier, pds: kept.pds, session }),
    );
    if (unwritten === kept) unwritten = undefined;
  }
  const settled = () => {
    writing = writing.then(write).catch(() => {});
    return writing;
  };

  return {
    async read() {
      const read = content.safeParse(parseJson(await keep.read(DRAWER)));
      if (!read.success) return undefined;
      const { service, identifier, session, pds } = read.data;
      return service === owner.service && identifier === owner.identifier ? { session, pds } : undefined;
    },
    put(kept) {
      unwritten = kept;
      void settled();
    },
    settled,
  };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
