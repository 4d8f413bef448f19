import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it went over the wire: JSON as its value, a form as its fields, a file as its name and size. */
export interface RecordedCall {
  readonly call: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface RecordingServer extends AsyncDisposable {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
}

/** Takes every call, remembers it, and answers what `answer` says of it (`POST /path`), as JSON. */
export async function startRecordingServer(answer: (call: string) => unknown): Promise<RecordingServer> {
  const calls: RecordedCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const call = `${request.method} ${pathname}`;
    const body = await readBody(request.headers['content-type'] ?? '', Buffer.concat(chunks));
    const query = searchParams.size === 0 ? {} : { query: Object.fromEntries(searchParams) };
    calls.push({ call, ...query, ...(body === undefined ? {} : { body }) });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer(call)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function readBody(type: string, bytes: Buffer): Promise<unknown> {
  if (bytes.length === 0) return undefined;
  if (type.startsWith('application/json')) return JSON.parse(bytes.toString());
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  return Object.fromEntries(
    [...form].map(([name, value]) => {
      if (typeof value !== 'string') return [name, `${value.size} bytes`];
      // A file without a name counts as text.
      return [name, value.includes('\0') ? `${value.length} bytes` : value];
    }),
  );
}
