import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** Settings of the machine that would turn a rehearsal into something else. */
const FOREIGN =
  /^(TELEGRAM|BLUESKY|MASTODON|X)_|^(DATABASE_URL|REDIS_URL|DATA_DIR|PORT|HOST|PUBLIC_URL|PROXY_URL|SECRET_KEY|LOG_LEVEL)$/;

export interface BotOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** How a bot ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A bot in a process of its own. */
export interface Bot {
  readonly process: ChildProcess;
  /** Resolves with the first line of standard output that matches. */
  line(pattern: RegExp): Promise<string>;
  readonly ended: Promise<Ended>;
}

/** `solidarity <args>`, as a user would start it. Killed when the test is over. */
export function startBot({ args = ['start'], environment = {} }: BotOptions = {}): Bot & AsyncDisposable {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const child = spawn(process.execPath, ['--import=./src/warm-start.js', 'src/main.ts', ...args], {
    env: { ...Object.fromEntries(own), PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that times out disposes of nothing.
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const reader = createInterface({ input: child.stdout });
  reader.on('line', text => lines.push(text));
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    output: lines.join('\n'),
    errors,
  }));
  return {
    process: child,
    ended,
    async line(pattern) {
      const known = lines.find(text => pattern.test(text));
      if (known !== undefined) return known;
      const { promise, resolve } = Promise.withResolvers<string>();
      const listen = (text: string) => pattern.test(text) && resolve(text);
      reader.on('line', listen);
      const end = ended.then(({ code }) =>
        Promise.reject(new Error(`the bot ended with ${code}: ${errors}`)),
      );
      return Promise.race([promise, end]).finally(() => reader.off('line', listen));
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'solidarity-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
