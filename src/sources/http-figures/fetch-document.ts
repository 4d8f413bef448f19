import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { SourceFault } from '../../domain/source-fault.ts';
import { checkHost, notPublic, publicLookup, type Resolve } from './public-address.ts';
import { MAX_BODY_BYTES, readBody, tooLarge } from './read-body.ts';

export interface DocumentRequest {
  readonly url: string;
  /** What the answer may be; the first is asked for. */
  readonly types: readonly string[];
  readonly allowHosts: readonly string[];
  readonly last?: { readonly etag?: string; readonly lastModified?: string } | undefined;
  readonly signal: AbortSignal;
}

export interface Connecting {
  readonly resolve: Resolve;
  readonly proxyUrl?: string | undefined;
}

/** The text of an address; without text where it is as it was at the last visit. */
export interface FetchedDocument {
  readonly text?: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Each step of a redirection is checked as if it had been asked for. */
export async function fetchDocument(
  wanted: DocumentRequest,
  connecting: Connecting,
): Promise<FetchedDocument> {
  let url = new URL(wanted.url);
  for (let steps = 0; steps <= MAX_REDIRECTS; steps += 1) {
    const answer = await askOnce(url, wanted, connecting);
    if (!(answer instanceof URL)) return answer;
    url = answer;
  }
  throw new SourceFault(`it redirects more than ${MAX_REDIRECTS} times`);
}

async function askOnce(
  url: URL,
  wanted: DocumentRequest,
  connecting: Connecting,
): Promise<FetchedDocument | URL> {
  const dispatcher = await chooseDispatcher(url, wanted, connecting);
  try {
    const { etag, lastModified } = wanted.last ?? {};
    const answer = await request(url, {
      dispatcher,
      signal: wanted.signal,
      headers: {
        accept: wanted.types.join(', '),
        'accept-encoding': 'gzip',
        'user-agent': 'solidarity',
        ...(etag === undefined ? {} : { 'if-none-match': etag }),
        ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
      },
    });
    return await readAnswer(answer, url, wanted);
  } finally {
    // Without waiting: a server that keeps the connection open is left.
    void dispatcher.destroy();
  }
}

async function chooseDispatcher(
  url: URL,
  { allowHosts }: DocumentRequest,
  { resolve, proxyUrl }: Connecting,
): Promise<Dispatcher> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceFault(`it leads to ${url.protocol}, which is no web address`);
  }
  const allowed = allowHosts.includes(url.hostname) || allowHosts.includes(`${url.hostname}:${portOf(url)}`);
  if (!allowed) checkHost(url.hostname);
  if (proxyUrl !== undefined) {
    if (!allowed) await checkByName(url.hostname, resolve);
    return new ProxyAgent(proxyUrl);
  }
  return allowed ? new Agent() : new Agent({ connect: { lookup: publicLookup(resolve) } });
}

function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port;
}

/** Behind a proxy it is the proxy that resolves the name; what can be known here is looked at here. */
function checkByName(hostname: string, resolve: Resolve): Promise<void> {
  return new Promise((fulfil, reject) => {
    publicLookup(resolve)(hostname, { all: true }, error => {
      if (error instanceof SourceFault) reject(notPublic(hostname));
      else fulfil();
    });
  });
}

async function readAnswer(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  url: URL,
  wanted: DocumentRequest,
): Promise<FetchedDocument | URL> {
  body.on('error', () => {});
  const location = first(headers.location);
  if (REDIRECTS.includes(statusCode) && location !== undefined) {
    if (!URL.canParse(location, url.href)) throw new SourceFault('it redirects to what is no address');
    return new URL(location, url);
  }
  if (statusCode === 304 && wanted.last !== undefined) return { ...wanted.last };
  if (statusCode !== 200) throw new SourceFault(`it answers ${statusCode}`);
  const [type = '', ...parameters] = (first(headers['content-type']) ?? '').toLowerCase().split(';');
  if (!wanted.types.includes(type.trim())) {
    throw new SourceFault(
      `it answers with ${type.trim().slice(0, 60) || 'no type'} where ${wanted.types[0]} is due`,
    );
  }
  if (Number(first(headers['content-length']) ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const encoding = first(headers['content-encoding']);
  const [etag, lastModified] = [first(headers.etag), first(headers['last-modified'])];
  return {
    text: await readBody(body, { encoding, charset: charsetOf(parameters) }),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

function charsetOf(parameters: readonly string[]): string {
  const found = parameters.map(parameter => /^\s*charset="?([^"]+)"?\s*$/.exec(parameter)?.[1]);
  return found.find(charset => charset !== undefined) ?? 'utf-8';
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
