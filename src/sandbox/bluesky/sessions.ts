import { createHmac, randomBytes } from 'node:crypto';
import type { JsonObject } from '../../domain/json.ts';
import { invalidRequest, unauthorized } from './xrpc-error.ts';

export interface Tokens {
  readonly accessJwt: string;
  readonly refreshJwt: string;
}

/** Makes and checks tokens as a PDS does: access for two hours; refresh for 90 days, another one at every use. */
export interface Sessions {
  create(did: string): Tokens;
  /** The used token stays good for two hours more and then leads to the same next one, for clients that crash in between. */
  refresh(token: string | undefined): Tokens;
  /** The account of an access token. */
  check(token: string | undefined): string;
  end(token: string | undefined): void;
  /** Every token ever made is worth nothing from now on, as after a change of the password. */
  revokeAll(): void;
  snapshot(): JsonObject;
  restore(snapshot: JsonObject): void;
}

const ACCESS_MS = 2 * 3_600_000;
const REFRESH_MS = 90 * 86_400_000;
const GRACE_MS = 2 * 3_600_000;

interface Payload {
  readonly scope: 'com.atproto.appPass' | 'com.atproto.refresh';
  readonly sub: string;
  /** Seconds. */
  readonly exp: number;
  readonly jti: string;
}

interface Refreshable {
  readonly expiresAt: number;
  readonly next?: string;
}

export function createSessions(now: () => Date): Sessions {
  let secret = randomBytes(32).toString('hex');
  const refreshable = new Map<string, Refreshable>();

  const sign = (header: string, payload: string) =>
    createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');

  function issue(payload: Omit<Payload, 'exp'>, lifeMs: number): string {
    const header = encode({
      typ: payload.scope === 'com.atproto.refresh' ? 'refresh+jwt' : 'at+jwt',
      alg: 'HS256',
    });
    const body = encode({ ...payload, exp: Math.floor((now().getTime() + lifeMs) / 1000) });
    return `${header}.${body}.${sign(header, body)}`;
  }

  function read(token: string | undefined, scope: Payload['scope']): Payload {
    if (token === undefined) throw unauthorized(undefined, 'AuthMissing');
    const [header = '', body = '', signature] = token.split('.');
    if (signature !== sign(header, body)) throw invalidRequest('Token could not be verified', 'InvalidToken');
    const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as Payload;
    if (payload.exp * 1000 <= now().getTime()) throw invalidRequest('Token has expired', 'ExpiredToken');
    if (payload.scope !== scope) throw invalidRequest('Invalid token type', 'InvalidToken');
    return payload;
  }

  function issuePair(did: string, jti: string): Tokens {
    if (!refreshable.has(jti)) refreshable.set(jti, { expiresAt: now().getTime() + REFRESH_MS });
    return {
      accessJwt: issue({ scope: 'com.atproto.appPass', sub: did, jti: newId() }, ACCESS_MS),
      refreshJwt: issue({ scope: 'com.atproto.refresh', sub: did, jti }, REFRESH_MS),
    };
  }

  return {
    create: did => issuePair(did, newId()),
    refresh(token) {
      const { sub, jti } = read(token, 'com.atproto.refresh');
      const known = refreshable.get(jti);
      const time = now().getTime();
      if (known === undefined || known.expiresAt <= time)
        throw invalidRequest('Token has been revoked', 'ExpiredToken');
      const next = known.next ?? newId();
      refreshable.set(jti, {
        next,
        expiresAt: Math.min(known.expiresAt, known.next ? known.expiresAt : time + GRACE_MS),
      });
      return issuePair(sub, next);
    },
    check: token => read(token, 'com.atproto.appPass').sub,
    end(token) {
      refreshable.delete(read(token, 'com.atproto.refresh').jti);
    },
    revokeAll() {
      secret = randomBytes(32).toString('hex');
      refreshable.clear();
    },
    snapshot: () => ({ secret, refreshable: [...refreshable].map(([jti, entry]) => [jti, { ...entry }]) }),
    restore(snapshot) {
      secret = snapshot.secret as string;
      refreshable.clear();
      for (const [jti, entry] of snapshot.refreshable as unknown as [string, Refreshable][])
        refreshable.set(jti, entry);
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function newId(): string {
  return randomBytes(16).toString('base64url');
}
