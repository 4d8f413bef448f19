import { createHmac, timingSafeEqual } from 'node:crypto';
import { plainProblem, XProblem } from './problem.ts';

export interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly accessToken: string;
  readonly accessSecret: string;
}

/** Clients sign for the real address, wherever they send the request. */
const SIGNED_ORIGIN = 'https://api.x.com';
const LONGEST_DRIFT_S = 5 * 60;

/** Checks OAuth 1.0a signatures (HMAC-SHA1), that their time is near, and that none is used twice. */
export function createSignatureCheck(
  credentials: Credentials,
  clock: () => Date,
): (request: Request) => void {
  const used = new Map<string, number>();
  return request => {
    const oauth = readAuthorization(request.headers.get('authorization'));
    const timestamp = Number(oauth.get('oauth_timestamp'));
    checkTime(timestamp, clock());
    checkSignature(request, oauth, credentials);
    const nonce = `${timestamp} ${oauth.get('oauth_nonce')}`;
    if (used.has(nonce)) throw plainProblem(401, 'Unauthorized');
    for (const [old, time] of used) if (time < timestamp - 2 * LONGEST_DRIFT_S) used.delete(old);
    used.set(nonce, timestamp);
  };
}

function readAuthorization(header: string | null): ReadonlyMap<string, string> {
  if (header === null || !header.startsWith('OAuth ')) throw plainProblem(401, 'Unauthorized');
  const pairs = header
    .slice('OAuth '.length)
    .split(',')
    .map(pair => /^\s*(?<name>[^=]+)="(?<value>[^"]*)"\s*$/.exec(pair)?.groups);
  const oauth = new Map(
    pairs.map(pair => [decodeURIComponent(pair?.name ?? ''), decodeURIComponent(pair?.value ?? '')]),
  );
  const wellFormed =
    oauth.get('oauth_signature_method') === 'HMAC-SHA1' &&
    (oauth.get('oauth_version') ?? '1.0') === '1.0' &&
    (oauth.get('oauth_nonce') ?? '') !== '';
  if (!wellFormed) throw plainProblem(401, 'Unauthorized');
  return oauth;
}

function checkTime(timestamp: number, now: Date): void {
  if (Math.abs(timestamp - now.getTime() / 1000) <= LONGEST_DRIFT_S) return;
  throw new XProblem(401, { errors: [{ code: 135, message: 'Timestamp out of bounds.' }] });
}

function checkSignature(
  request: Request,
  oauth: ReadonlyMap<string, string>,
  credentials: Credentials,
): void {
  const known =
    oauth.get('oauth_consumer_key') === credentials.apiKey &&
    oauth.get('oauth_token') === credentials.accessToken;
  const expected = sign(request, oauth, credentials);
  const given = Buffer.from(oauth.get('oauth_signature') ?? '', 'base64');
  if (!known || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw plainProblem(401, 'Unauthorized');
  }
}

function sign(request: Request, oauth: ReadonlyMap<string, string>, credentials: Credentials): Buffer {
  const { pathname, searchParams } = new URL(request.url);
  const signed = [...oauth].filter(([name]) => name !== 'oauth_signature');
  const parameters = [...signed, ...searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const base = [request.method, SIGNED_ORIGIN + pathname, parameters].map(encode).join('&');
  const key = `${encode(credentials.apiSecret)}&${encode(credentials.accessSecret)}`;
  return createHmac('sha1', key).update(base).digest();
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
