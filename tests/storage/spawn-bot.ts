import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A bot in a process of its own that has opened its storage and taken control. Killed with SIGKILL when disposed. */
export interface SpawnedBot extends AsyncDisposable {
  readonly pid: number;
  kill(): Promise<void>;
}

export async function spawnBot(dataDir: string): Promise<SpawnedBot> {
  const script = fileURLToPath(new URL('./bot-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', chunk => {
    complaint += chunk;
  });
  const exited = once(child, 'exit').then(() => {
    throw new Error(`the bot ended: ${complaint}`);
  });
  await Promise.race([once(child.stdout, 'data'), exited]);
  exited.catch(() => {});
  const kill = () => killed(child);
  return { pid: child.pid ?? 0, kill, [Symbol.asyncDispose]: kill };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
