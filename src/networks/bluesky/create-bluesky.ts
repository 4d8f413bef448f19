import type { Network } from '../../domain/network.ts';
import type { NetworkDependencies } from '../../domain/network-definition.ts';
import { createProxyAgents } from '../../shared/proxy.ts';
import { composer, DEFAULT_SERVICE } from './composer.ts';
import { createFetch } from './create-fetch.ts';
import { createSession } from './create-session.ts';
import { findPart } from './find-part.ts';
import { pinPost } from './pin-post.ts';
import { publishPart } from './publish-part.ts';
import { POINTS_OF_RECORD } from './read-allowances.ts';
import { createKeyMaker } from './record-key.ts';
import { removePost } from './remove-post.ts';
import { uploadMedia } from './upload-media.ts';

/** 5000 points an hour and 35,000 a day, and a record costs three. */
const RATE_LIMIT = {
  calls: Math.floor(5000 / POINTS_OF_RECORD),
  perMs: 3_600_000,
  also: [{ calls: Math.floor(35_000 / POINTS_OF_RECORD), perMs: 24 * 3_600_000 }],
};

export function createBluesky(dependencies: NetworkDependencies): Network {
  const { settings, now, timeoutMs, proxyUrl, keep } = dependencies;
  const proxy = proxyUrl === undefined ? undefined : createProxyAgents(proxyUrl);
  const session = createSession({
    service: settings.BLUESKY_SERVICE ?? DEFAULT_SERVICE,
    identifier: (settings.BLUESKY_IDENTIFIER ?? '').replace(/^@/, ''),
    password: settings.BLUESKY_APP_PASSWORD ?? '',
    fetch: createFetch(timeoutMs, proxy?.fetch ?? fetch),
    secrets: proxyUrl === undefined ? [] : [proxyUrl, decodeURIComponent(new URL(proxyUrl).password)],
    keep,
    now,
  });
  return {
    ...composer,
    repeatable: true,
    rateLimit: RATE_LIMIT,
    // With a record beside it that says who may reply.
    weigh: ({ options }) => (options.replies === undefined || options.replies === 'everyone' ? 1 : 2),
    createKey: createKeyMaker(),
    upload: (media, { signal }) => uploadMedia(session, media, { signal, timeoutMs }),
    publish: (part, context) => publishPart(session, now, part, context),
    find: (part, context) => findPart(session, now, part, context),
    remove: (receipt, { signal }) => removePost(session, receipt, signal),
    logOut: signal => session.end(signal),
    pin: (receipt, { signal }) => pinPost(session, receipt, signal),
    verify: signal =>
      session.call({ signal, effect: 'reads' }, async ({ agent }) => {
        const { data } = await agent.com.atproto.server.getSession({}, { signal });
        return { id: data.did, name: `@${data.handle}` };
      }),
    close: async () => proxy?.close(),
  };
}
