import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../..');
/** As `npm start` runs it: with the modules that an earlier start has compiled. */
const BOT = [`--import=${join(FOLDER, 'src/warm-start.js')}`, join(FOLDER, 'src/main.ts')];

export type Environment = Readonly<Record<string, string>>;

/** The bot in a process of its own. */
export interface BotProcess {
  readonly pid: number | undefined;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly hasEnded: () => boolean;
  /** Resolves when it says something for the first time: that it runs. */
  readonly runs: Promise<void>;
  /** What it wrote so far. */
  readonly output: () => string;
  readonly errors: () => string;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | string>;
}

/** Runs `solidarity <args>` with this environment, and nothing of ours but the path. */
export function runBot(args: readonly string[], environment: Environment): BotProcess {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env;
  const child = spawn(process.execPath, [...BOT, ...args], {
    env: { PATH, HOME, ...(TMPDIR === '' ? {} : { TMPDIR }), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  const output = collect(child.stdout);
  const errors = collect(child.stderr);
  const signal = (name: NodeJS.Signals) => {
    child.kill(name);
    return ended;
  };
  return {
    pid: child.pid,
    ended,
    runs: once(child.stdout, 'data').then(() => {}),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    output,
    errors,
    kill: async () => void (await signal('SIGKILL')),
    stop: () => signal('SIGTERM'),
  };
}

function collect(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
