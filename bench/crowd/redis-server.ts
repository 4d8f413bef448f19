import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface RedisServer extends AsyncDisposable {
  readonly url: string;
}

/** The one of REDIS_URL, else one of its own on a free port; where there is none, why. */
export async function openRedis(): Promise<RedisServer | { readonly missing: string }> {
  const { REDIS_URL: given } = process.env;
  if (given !== undefined && given !== '') return { url: given, [Symbol.asyncDispose]: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'solidarity-bench-redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()));
  const failed = new Promise<string>(resolve => server.once('error', error => resolve(error.message)));
  const url = `redis://127.0.0.1:${port}`;
  const fault = await Promise.race([failed, untilItAnswers(url)]);
  if (fault !== undefined) {
    rmSync(folder, { recursive: true, force: true });
    return { missing: `set REDIS_URL or install redis-server (${fault})` };
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const TRIES = 100;

/** What is wrong, if it does not. */
async function untilItAnswers(url: string): Promise<string | undefined> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => {});
  for (let tries = 0; tries < TRIES; tries += 1) {
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    if (connected) {
      client.disconnect();
      return undefined;
    }
    await sleep(100);
  }
  return 'it does not answer';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
