/** The one call whose time depends on what it carries: it brings its own time-out. */
const UPLOAD = '/xrpc/com.atproto.repo.uploadBlob';

/**
 * A `fetch` that gives up after `timeoutMs`, body included. The client library signs in and refreshes its session without
 * a signal of ours, so the time-out has to be here.
 */
export function createFetch(timeoutMs: number, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const given = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    if (given && new URL(input instanceof Request ? input.url : input).pathname === UPLOAD)
      return fetch(input, init);
    const timeout = AbortSignal.timeout(timeoutMs);
    return fetch(input, { ...init, signal: given ? AbortSignal.any([given, timeout]) : timeout });
  };
}
