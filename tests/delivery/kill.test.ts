import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { BACKENDS } from '../queue/backends.ts';
import { createTestDatabase } from '../support/database.ts';
import { until } from './delivery-stage.ts';
import { serveNetwork } from './network-server.ts';
import { draftOf } from './scripted-network.ts';
import type { WorkerSettings } from './worker-process.ts';

const KILLS = 4;
const THREADS = 5;
const NETWORKS = ['keyed', 'plain'] as const;

/** The same moments at every run; what the machine does between them is chance enough. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe.each(BACKENDS)('workers that are killed, with the queue on %s', kind => {
  it('leave every part published exactly once and in order', async () => {
    const dice = createDice(521);
    await using database = await createTestDatabase();
    await using network = await serveNetwork(() => 5 + dice() * 40);
    const ledger = createLedger(database.kysely<LedgerTables>());
    const settings: WorkerSettings = {
      databaseUrl: database.url,
      prefix: `test-${randomBytes(4).toString('hex')}`,
      networkUrl: network.url,
      concurrency: 2,
      ...(kind === 'redis' ? { redisUrl: process.env.REDIS_URL ?? '' } : {}),
    };
    await ledger.plan(threads());

    for (let kills = 0; kills < KILLS; kills += 1) {
      const doomed = await startWorker(settings);
      await sleep(dice() * 350);
      doomed.kill('SIGKILL');
      await once(doomed, 'exit');
    }
    const last = await startWorker(settings);
    const total = THREADS * NETWORKS.length;
    await until(async () => (await ledger.count({ states: ['published'] })) === total, 40_000);
    last.kill('SIGTERM');
    const [code] = await once(last, 'exit');
    expect(code).toBe(0);

    for (const name of NETWORKS) {
      for (let thread = 0; thread < THREADS; thread += 1) {
        const texts = textsOf(name, thread);
        const seen = network.timeline.filter(({ text }) => texts.includes(text));
        expect(seen.map(({ text }) => text)).toEqual(texts);
        expect(seen.map(({ replyTo }) => replyTo)).toEqual([undefined, seen[0]?.id, seen[1]?.id]);
      }
    }
    expect(network.timeline).toHaveLength(total * 3);
  }, 60_000);
});

function textsOf(network: string, thread: number): readonly string[] {
  return ['a', 'b', 'c'].map(part => `${network} ${thread}${part}`);
}

function threads() {
  return NETWORKS.flatMap(network =>
    Array.from({ length: THREADS }, (_, thread) => ({
      delivery: {
        id: `may-21/thread-${thread}/2027/${network}-en`,
        post: `may-21/thread-${thread}`,
        occurrence: '2027',
        network,
        place: `${network}-en`,
        language: 'en',
        dueAt: new Date(),
        lateByMs: 3_600_000,
        giveUpAfterMs: 3_600_000,
      },
      draft: draftOf(textsOf(network, thread)),
    })),
  );
}

async function startWorker(settings: WorkerSettings): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('worker-process.ts', import.meta.url));
  const worker = spawn(process.execPath, [script, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout ?? worker, 'data');
  return worker;
}
