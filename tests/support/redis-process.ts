import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of one's own, which may be killed and started again on the same port. */
export interface RedisProcess extends AsyncDisposable {
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL; what was not saved is gone. */
  kill(): Promise<void>;
  /** SIGTERM; it saves what it holds. */
  stop(): Promise<void>;
}

export const NO_REDIS =
  'There is no redis-server to run: install Redis (apt-get install redis-server), or set REDIS_URL.';

/** Undefined where the system has no `redis-server`. `persistent`: writes every command to its disk. */
export async function openRedis({ persistent = false } = {}): Promise<RedisProcess | undefined> {
  if (!(await canRun())) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'solidarity-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = undefined;
    if (ending === undefined) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  };
  const start = async () => {
    const save = persistent ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--save', ''];
    const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder];
    child = spawn('redis-server', [...place, ...save], { stdio: 'ignore' });
    await untilItAnswers(url);
  };
  await start();
  return {
    url,
    start,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function canRun(): Promise<boolean> {
  const child = spawn('redis-server', ['--version'], { stdio: 'ignore' });
  return new Promise(resolve => {
    child.once('error', () => resolve(false));
    child.once('exit', code => resolve(code === 0));
  });
}

async function untilItAnswers(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => {});
  await client.ping();
  client.disconnect();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}
