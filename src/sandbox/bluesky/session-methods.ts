import { didDocument } from './account.ts';
import type { BlueskyServer } from './bluesky-server.ts';
import { unauthorized } from './xrpc-error.ts';
import type { XrpcMethods } from './xrpc-server.ts';

/** `com.atproto.server.*`: signing in, staying in, going out. */
export function sessionMethods(server: BlueskyServer): XrpcMethods {
  const { account, sessions, limits } = server;
  const describe = (origin: string) => ({
    did: account.did,
    didDoc: didDocument(account, origin),
    handle: account.handle,
    email: account.email,
    emailConfirmed: true,
    emailAuthFactor: false,
    active: true,
  });
  return {
    'com.atproto.server.describeServer': () => ({
      did: 'did:web:localhost',
      availableUserDomains: ['.test'],
      inviteCodeRequired: true,
    }),
    'com.atproto.server.createSession': ({ input, origin, header }) => {
      limits.spend('signIn', String(input.identifier), 1, header);
      const known = [account.did, account.handle, account.email].includes(
        String(input.identifier).toLowerCase(),
      );
      if (!known || input.password !== account.appPassword)
        throw unauthorized('Invalid identifier or password');
      return { ...describe(origin), ...sessions.create(account.did) };
    },
    'com.atproto.server.refreshSession': ({ bearer, origin }) => ({
      ...describe(origin),
      ...sessions.refresh(bearer),
    }),
    'com.atproto.server.getSession': ({ bearer, origin }) => {
      sessions.check(bearer);
      return describe(origin);
    },
    'com.atproto.server.deleteSession': ({ bearer }) => {
      sessions.end(bearer);
      return undefined;
    },
    'com.atproto.identity.resolveHandle': () => ({ did: account.did }),
  };
}
