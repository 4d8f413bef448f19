import { type Agent, get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';

export interface DownloadLimits {
  readonly maxBytes: number;
  /** For all of it. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Reads a file whole. Fails where it is larger than it may be, breaks off, or takes too long. */
export async function downloadFile(
  url: string,
  agent: Agent,
  { maxBytes, timeoutMs, signal }: DownloadLimits,
): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const limited = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  const response = await openResponse(url, agent, limited);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new Error(`the file has more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
  }
  const announced = Number(response.headers['content-length'] ?? bytes);
  if (!response.complete || announced !== bytes) throw new Error('the file broke off');
  return new Uint8Array(Buffer.concat(chunks));
}

function openResponse(url: string, agent: Agent, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const get = url.startsWith('https:') ? getHttps : getHttp;
  get(url, { agent, signal }, response => {
    if (response.statusCode === 200) return resolve(response);
    response.resume();
    return reject(new Error(`the file server answered ${response.statusCode}`));
  }).on('error', reject);
  return promise;
}
