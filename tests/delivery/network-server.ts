import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Published } from './scripted-network.ts';

/** What followers of a network in another process see; it outlives every worker. */
export interface NetworkServer extends AsyncDisposable {
  readonly url: string;
  readonly timeline: readonly Published[];
  readonly calls: () => number;
}

/** Takes a while before and after every effect, so that a worker may die around it. */
export async function serveNetwork(slowMs: () => number): Promise<NetworkServer> {
  const timeline: Published[] = [];
  let calls = 0;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const repeatable = url.pathname === '/repeatable';
    let answer: unknown = timeline;
    if (request.method === 'POST') {
      const post = JSON.parse(await readBody(request)) as Omit<Published, 'id'>;
      calls += 1;
      await sleep(slowMs());
      const known = repeatable ? timeline.find(({ key }) => key === post.key) : undefined;
      answer = known ?? { ...post, id: String(timeline.length + 1) };
      if (known === undefined) timeline.push(answer as Published);
      await sleep(slowMs());
    }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeline,
    calls: () => calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
