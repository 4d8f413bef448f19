import { createHmac, randomBytes } from 'node:crypto';

export interface SignedCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly nonce?: string;
  /** Epoch seconds. */
  readonly timestamp?: number;
  /** The address that is signed. */
  readonly origin?: string;
}

/** Calls the server as any OAuth 1.0a client would, written apart from the adapter's library. */
export function createSignedCalls(url: string, settings: Readonly<Record<string, string>>) {
  return (call: SignedCall): Promise<Response> => {
    const authorization = authorize(call, settings);
    return fetch(url + call.path, {
      method: call.method,
      headers: { authorization, ...(call.body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  };
}

function authorize(call: SignedCall, settings: Readonly<Record<string, string>>): string {
  const origin = call.origin ?? 'https://api.x.com';
  const { pathname, searchParams } = new URL(origin + call.path);
  const oauth: Record<string, string> = {
    oauth_consumer_key: settings.X_API_KEY ?? '',
    oauth_nonce: call.nonce ?? randomBytes(16).toString('hex'),
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(call.timestamp ?? Math.floor(Date.now() / 1000)),
    oauth_token: settings.X_ACCESS_TOKEN ?? '',
    oauth_version: '1.0',
  };
  const parameters = [...Object.entries(oauth), ...searchParams]
    .map(pair => pair.map(rfc3986).join('='))
    .sort()
    .join('&');
  const base = [call.method, origin + pathname, parameters].map(rfc3986).join('&');
  const key = [settings.X_API_SECRET ?? '', settings.X_ACCESS_SECRET ?? ''].map(rfc3986).join('&');
  oauth.oauth_signature = createHmac('sha1', key).update(base).digest('base64');
  return `OAuth ${Object.entries(oauth)
    .map(([name, value]) => `${name}="${rfc3986(value)}"`)
    .join(', ')}`;
}

function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
