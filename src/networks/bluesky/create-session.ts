import { AtpAgent, XRPCError } from '@atproto/api';
import { DeliveryError } from '../../domain/delivery-error.ts';
import type { Keepsake } from '../../domain/network-definition.ts';
import { createScrubber, type Scrubber } from '../../shared/secrets.ts';
import { createSessionDrawer, type KeptSession } from './session-drawer.ts';
import { type CallEffect, toDeliveryError } from './to-delivery-error.ts';
import { untilAborted } from './until-aborted.ts';

export interface SessionDependencies {
  readonly service: string;
  readonly identifier: string;
  readonly password: string;
  readonly fetch: typeof globalThis.fetch;
  readonly keep: Keepsake;
  readonly now: () => Date;
  /** Beside the password: what else must not show in an error. */
  readonly secrets: readonly string[];
}

export interface CallContext {
  readonly signal: AbortSignal;
  readonly effect: CallEffect;
}

/** Who is signed in, and the client that calls as this account. */
export interface SignedIn {
  readonly agent: AtpAgent;
  readonly did: string;
  readonly handle: string;
}

/** The one session of an account: taken up from the last run; signs in only where that is lost. */
export interface Session {
  /** Runs a call as the account; if the session turns out to be lost, signs in and runs it once more. Fails with `DeliveryError` only. */
  call<T>(context: CallContext, run: (account: SignedIn) => Promise<T>): Promise<T>;
  /** Ends it at the server, whether it was used in this run or kept from the last one. */
  end(signal: AbortSignal): Promise<void>;
}

/** Error names of a call that mean: the session is lost. */
const SESSION_FAULTS = new Set(['ExpiredToken', 'InvalidToken', 'AuthMissing']);

export function createSession(dependencies: SessionDependencies): Session {
  const { service, identifier, password, fetch, keep, now } = dependencies;
  const drawer = createSessionDrawer(keep, dependencies);
  let failedRefreshes = 0;
  let opening: Promise<void> | undefined;
  const agent: AtpAgent = new AtpAgent({
    service,
    fetch,
    persistSession(event, session) {
      if (event === 'network-error') failedRefreshes += 1;
      else if (session !== undefined) drawer.put({ session, pds: agent.pdsUrl?.href });
    },
  });

  function translate(error: unknown, effect: CallEffect): DeliveryError {
    const { accessJwt = '', refreshJwt = '' } = agent.session ?? {};
    const scrubber = createTokenScrubber([password, accessJwt, refreshJwt, ...dependencies.secrets]);
    return toDeliveryError(error, { scrubber, now: now(), effect });
  }

  /** Takes up the kept session, unless it is the one that was just lost; signs in otherwise. */
  async function open(lost: string | undefined): Promise<void> {
    const kept = await drawer.read();
    if (kept === undefined || kept.session.refreshJwt === lost) {
      await agent.login({ identifier, password });
      return;
    }
    takeUp(kept);
  }

  function takeUp(kept: KeptSession | undefined): void {
    if (kept === undefined) return;
    agent.sessionManager.session = kept.session;
    if (kept.pds !== undefined) agent.sessionManager.pdsUrl = new URL(kept.pds);
  }

  /** One opening at a time, whoever asks. It publishes nothing, so its failures are never `unknown`. */
  async function signIn(signal: AbortSignal, lost?: string): Promise<SignedIn> {
    if (signal.aborted) throw stopped();
    if (agent.session === undefined || agent.session.refreshJwt === lost) {
      opening ??= open(lost).finally(() => {
        opening = undefined;
      });
      await untilAborted(opening, signal);
    }
    if (agent.session === undefined) throw new Error('The session was lost while it was being opened');
    return { agent, did: agent.session.did, handle: agent.session.handle };
  }

  async function attempt<T>(
    { signal, effect }: CallContext,
    run: (account: SignedIn) => Promise<T>,
    lost?: string,
  ): Promise<T> {
    const account = await signIn(signal, lost).catch(error => {
      throw translate(error, 'reads');
    });
    const [token, failed] = [agent.session?.refreshJwt, failedRefreshes];
    try {
      return await run(account);
    } catch (error) {
      if (!isSessionFault(error)) throw translate(error, effect);
      if (failedRefreshes > failed) throw translate(new SessionUnreachable(error), 'reads');
      const refreshed = agent.session !== undefined && agent.session.refreshJwt !== token;
      if (refreshed || token === undefined || lost !== undefined) throw translate(error, effect);
      return await attempt({ signal, effect }, run, token);
    }
  }

  return {
    async end(signal) {
      // Taken up without being asked for: no call is made that could open another.
      if (agent.session === undefined) takeUp(await drawer.read());
      // Whether the server heard or not, it is forgotten here.
      await untilAborted(agent.logout(), signal);
    },
    call: (context, run) => attempt(context, run).finally(drawer.settled),
  };
}

/** The access token has expired, and the server that would give a new one did not answer. */
class SessionUnreachable extends Error {
  constructor(cause: unknown) {
    super('The session could not be refreshed', { cause });
  }
}

function isSessionFault(error: unknown): boolean {
  return error instanceof XRPCError && (error.status === 401 || SESSION_FAULTS.has(error.error));
}

function stopped(): DeliveryError {
  return new DeliveryError('The call to Bluesky was stopped before it was made.', { kind: 'unavailable' });
}

/** Knows the given secrets, and by its shape any token that the server may just have made. */
function createTokenScrubber(secrets: readonly string[]): Scrubber {
  const known = createScrubber(secrets);
  return { scrub: text => known.scrub(text).replaceAll(/eyJ[\w-]{10,}(\.[\w-]+)*/g, '[secret]') };
}
