import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A process of the bench, on the same Node. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  /** `performance.now()` of this process when it was spawned. */
  readonly spawnedAt: number;
  /** Resolves with the time and the text of the first line of standard output that fits. */
  line(pattern: RegExp): Promise<{ readonly at: number; readonly text: string }>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

export interface ChildOptions {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

const GRACE_MS = 10_000;

export function startChild({ args, cwd, env, signal }: ChildOptions): Child {
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
  const lines: { at: number; text: string }[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', text => {
    lines.push({ at: performance.now(), text });
    for (const look of waiting) look();
  });
  return {
    process: child,
    spawnedAt,
    ended,
    line: pattern =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = lines.find(({ text }) => pattern.test(text));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        void ended.then(code => reject(new Error(`${args.join(' ')} ended with ${code} before ${pattern}`)));
        look();
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(late);
    },
  };
}

export interface Memory {
  readonly residentMb: number;
  readonly peakMb: number;
}

/** Ticks of the system's clock in a second, by which it counts the time of a process. */
const TICK_MS = 10;

/** Processor time that a process has taken so far (Linux), in milliseconds; undefined when it has ended, or elsewhere. */
export function readCpuMs(pid: number | undefined): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return undefined;
  }
}

/** What the system says of a process (Linux); undefined when it has ended, or elsewhere. */
export function readMemory(pid: number | undefined): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string) => {
      const kb = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
      return kb === undefined ? undefined : Math.round(Number(kb) / 1024);
    };
    const [residentMb, peakMb] = [mb('VmRSS'), mb('VmHWM')];
    return residentMb === undefined || peakMb === undefined ? undefined : { residentMb, peakMb };
  } catch {
    return undefined;
  }
}
