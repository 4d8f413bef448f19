import { AtpAgent, XRPCError } from '@atproto/api';
import { TID } from '@atproto/common-web';
import {
  type BlueskySandbox,
  createBlueskySandbox,
} from '../../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import { serveSandbox } from '../../../src/sandbox/serve.ts';

export const POSTS = 'app.bsky.feed.post';

/** The local server, and the library's own client signed in to it. */
export interface Pds extends AsyncDisposable {
  readonly url: string;
  readonly agent: AtpAgent;
  readonly did: string;
  readonly clock: { time: number };
  readonly sandbox: BlueskySandbox;
  newKey(): string;
}

export async function openPds(): Promise<Pds> {
  const clock = { time: Date.parse('2026-05-21T08:00:00Z') };
  const sandbox = createBlueskySandbox({ now: () => new Date(clock.time) });
  const server = await serveSandbox(sandbox);
  const agent = new AtpAgent({ service: server.url });
  const { BLUESKY_IDENTIFIER: identifier = '', BLUESKY_APP_PASSWORD: password = '' } = server.settings;
  await agent.login({ identifier, password });
  let made = 0;
  return {
    url: server.url,
    agent,
    did: agent.assertDid,
    clock,
    sandbox,
    newKey: () => TID.fromTime(clock.time * 1000 + ++made, 5).toString(),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

export function postRecord(change: Record<string, unknown> = {}) {
  return { $type: POSTS, text: 'Hello.', createdAt: '2026-05-21T08:00:00.000Z', ...change };
}

/** How the server refuses a call. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ status: number; error: string; message: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof XRPCError)
      return { status: error.status, error: error.error, message: error.message };
    throw error;
  }
  throw new Error('was not refused');
}
