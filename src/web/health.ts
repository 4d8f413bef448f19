import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';

/** One thing that the bot needs. */
export interface HealthCheck {
  /** `database`, `queue`, `telegram`… */
  readonly name: string;
  /** Without it the bot does not do its work: `/health` answers 503. Otherwise it is reported only. */
  readonly critical: boolean;
  /** Rejects when the thing is not well; the reason stays inside, since anybody may read the answer. */
  run(signal: AbortSignal): Promise<void>;
}

export interface Health {
  readonly status: 'ok' | 'impaired' | 'failing';
  readonly checks: Readonly<Record<string, 'ok' | 'failing'>>;
}

const PATIENCE_MS = 3000;

/** `GET /health`: 200 while everything critical is well, else 503. */
export function createHealthApp(checks: readonly HealthCheck[]): Hono {
  const app = new Hono();
  app.get('/health', async context => {
    const health = await examine(checks);
    context.header('cache-control', 'no-store');
    return context.json(health, health.status === 'failing' ? 503 : 200);
  });
  return app;
}

async function examine(checks: readonly HealthCheck[]): Promise<Health> {
  const results = await Promise.all(checks.map(async check => ({ check, well: await isWell(check) })));
  const unwell = results.filter(({ well }) => !well);
  return {
    status: unwell.length === 0 ? 'ok' : unwell.some(({ check }) => check.critical) ? 'failing' : 'impaired',
    checks: Object.fromEntries(results.map(({ check, well }) => [check.name, well ? 'ok' : 'failing'])),
  };
}

/** Who does not answer in time is not well, even if it never heeds the signal. */
async function isWell({ run }: HealthCheck): Promise<boolean> {
  const ending = new AbortController();
  const { signal } = ending;
  const tooLate = sleep(PATIENCE_MS, false, { signal, ref: false }).catch(() => false);
  try {
    return await Promise.race([run(signal).then(() => true), tooLate]);
  } catch {
    return false;
  } finally {
    ending.abort();
  }
}
