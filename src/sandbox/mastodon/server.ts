import type { Context } from 'hono';
import { ApiError } from './api-error.ts';
import { ACCESS_TOKEN, type MastodonDeviations, type MastodonSandboxOptions } from './options.ts';
import type { ServerState } from './server-state.ts';

/** What every call of the server needs. */
export interface MastodonServer {
  readonly state: ServerState;
  readonly options: MastodonSandboxOptions;
  readonly deviations: MastodonDeviations;
  /** By the server's own clock. */
  now(): Date;
  /** Tells who watches the timeline. */
  changed(): void;
}

/** Lets in who bears the account's token. */
export function requireToken(context: Context): void {
  const [scheme, token] = (context.req.header('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() === 'bearer' && token === ACCESS_TOKEN) return;
  throw new ApiError(401, 'The access token is invalid');
}

export function originOf(context: Context): string {
  return new URL(context.req.url).origin;
}
