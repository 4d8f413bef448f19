import type { NetworkName } from './moment.ts';

/** What a call asks a server to publish; undefined: it publishes nothing. */
export interface PublishingCall {
  /** By which the server knows a repetition; undefined where it knows none. */
  readonly key?: string;
}

/** Looks at a copy of the request. */
export async function publishingCall(
  network: NetworkName,
  request: Request,
): Promise<PublishingCall | undefined> {
  if (request.method !== 'POST') return undefined;
  const { pathname } = new URL(request.url);
  switch (network) {
    case 'telegram':
      return pathname.endsWith('/sendMessage') && /"@solidarity_\w+"/.test(await request.clone().text())
        ? {}
        : undefined;
    case 'bluesky':
      return blueskyCall(pathname, request);
    case 'mastodon':
      return pathname === '/api/v1/statuses'
        ? withKey(request.headers.get('idempotency-key') ?? undefined)
        : undefined;
    case 'x':
      return pathname === '/2/tweets' ? {} : undefined;
  }
}

async function blueskyCall(pathname: string, request: Request): Promise<PublishingCall | undefined> {
  if (!/\/com\.atproto\.repo\.(putRecord|createRecord|applyWrites)$/.test(pathname)) return undefined;
  const [, key] = /"rkey":"([^"]+)"/.exec(await request.clone().text()) ?? [];
  return withKey(key);
}

function withKey(key: string | undefined): PublishingCall {
  return key === undefined ? {} : { key };
}
