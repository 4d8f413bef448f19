import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import type { Part } from '../../src/domain/draft.ts';
import { isRefusal } from '../../src/domain/draft.ts';
import type { PlannedDelivery } from '../../src/domain/ledger.ts';
import type { Network } from '../../src/domain/network.ts';
import type { NetworkName, Place } from '../../src/domain/place.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { createAlarmClock, type QueueBackend } from '../../src/queue/create-alarm-clock.ts';
import type { SandboxNetwork } from '../../src/sandbox/sandbox-network.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { judge } from '../crash/judge.ts';
import { type NetworkName as Judged, NETWORKS } from '../crash/moment.ts';
import { sentencesOf } from '../crash/write-campaign.ts';
import { until } from '../delivery/delivery-stage.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import { makePost, paragraph, text } from '../networks/contract/sample-posts.ts';
import { columnNamed } from './columns.ts';

/** Threads for each network, of three parts each. */
const THREADS = 3;
/** A call takes so long, so that whatever goes away goes away in the middle of some. */
const CALL_MS = 40;
const DUE_OVER_MS = 1_200;
const PATIENCE_MS = 120_000;

/** How the threads of one network ended, whatever went away meanwhile. */
export interface DeskOutcome {
  readonly network: Judged;
  /** Sentences that stand there more than once, and that are missing. */
  readonly duplicates: number;
  readonly lost: number;
  /** In another order, answering another part, or with another text than it should. */
  readonly wrong: number;
}

/** A desk at work on the four networks: its queue, its ledger, its adapters and the servers are real. */
export interface WorkingDesk extends AsyncDisposable {
  /** Resolves when that many parts are out. */
  published(parts: number): Promise<void>;
  /** Waits until everything is published, and says what followers see. */
  end(): Promise<readonly DeskOutcome[]>;
}

export async function startDesk(storage: Storage, backend: QueueBackend): Promise<WorkingDesk> {
  await using opened = new AsyncDisposableStack();
  const ledger = createLedger(storage.kysely<LedgerTables>());
  const stages = await Promise.all(NETWORKS.map(name => openStage(name, opened)));
  const networks = new Map<NetworkName, Network>(stages.map(({ network }) => [network.name, network]));
  const alarms = await createAlarmClock({
    backend,
    networks: [...networks.keys()],
    prefix: `test-${randomBytes(4).toString('hex')}`,
    concurrency: 2,
    log: silentLog,
  });
  opened.defer(() => alarms.close());
  opened.defer(() => alarms.stop(3_000));
  const desk = createDeliveryDesk({
    ledger,
    alarms,
    networks,
    places: stages.map(({ place }) => place),
    prepareMedia: () => Promise.reject(new Error('no media here')),
    clock: { now: () => new Date() },
    log: silentLog,
    report: () => {},
    times: { sweepMs: 300, settleMs: 200, leaseMs: 6_000, insistMs: 15_000 },
  });
  opened.defer(() => desk.stop());
  const planned = stages.flatMap(planThreads);
  await ledger.plan(planned);
  await alarms.start([...networks.values()], desk.ring);
  await desk.start();
  const rest = opened.move();
  const parts = () => stages.reduce((sum, { sandbox }) => sum + sandbox.timeline().length, 0);
  return {
    published: many => until(() => parts() >= many, PATIENCE_MS),
    async end() {
      const count = () => ledger.count({ states: ['published'] }).catch(() => 0);
      await until(async () => (await count()) === planned.length, PATIENCE_MS);
      return stages.map(judgeStage);
    },
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

/** What every one of these faults has to end with. */
export function expectNothingLost(outcomes: readonly DeskOutcome[]): void {
  expect(outcomes).toEqual(NETWORKS.map(network => ({ network, duplicates: 0, lost: 0, wrong: 0 })));
}

interface Stage {
  readonly name: Judged;
  readonly sandbox: SandboxNetwork;
  readonly network: Network;
  readonly place: Place;
}

async function openStage(name: Judged, opened: AsyncDisposableStack): Promise<Stage> {
  const { definition, fixture } = columnNamed(name);
  const now = () => new Date();
  const sandbox = fixture.sandbox({ now });
  const server = opened.use(await serveSandbox(sandbox));
  const real = await definition.connect({
    settings: server.settings,
    now,
    timeoutMs: 10_000,
    indexLagMs: 500,
    keep: createKeepsake(),
  });
  opened.defer(() => real.close?.());
  const [place] = definition.places(server.settings, ['en']);
  if (place === undefined) throw new Error(`${name} has no place`);
  const network: Network = {
    ...real,
    // Its pace is not what is tested.
    rateLimit: { calls: 100_000, perMs: 1_000 },
    async publish(part, context) {
      await sleep(CALL_MS);
      return real.publish(part, context);
    },
  };
  return { name, sandbox, network, place };
}

function planThreads({ name, network, place }: Stage): readonly PlannedDelivery[] {
  const now = Date.now();
  return Array.from({ length: THREADS }, (_, index): PlannedDelivery => {
    const id = `faults/${index + 1}`;
    const parts = partsOf(index + 1).flatMap((sentences): readonly Part[] => {
      const draft = network.compose(makePost({ id, body: [paragraph(text(sentences.join(' ')))] }), place);
      if (isRefusal(draft)) throw new Error(draft.refusal);
      return draft.parts;
    });
    const delivery = {
      id: `${id}/1/${place.id}`,
      post: id,
      occurrence: '1',
      network: name,
      place: place.id,
      language: 'en',
      dueAt: new Date(now + (index * DUE_OVER_MS) / THREADS),
      lateByMs: 30 * 60_000,
      giveUpAfterMs: 120 * 60_000,
    };
    return { delivery, draft: { parts } };
  });
}

function partsOf(thread: number): readonly (readonly string[])[] {
  const sentences = sentencesOf(thread, 'en', 'x');
  return [sentences.slice(0, 3), sentences.slice(3, 6), sentences.slice(6)];
}

function judgeStage({ name, sandbox }: Stage): DeskOutcome {
  const verdict = judge(name, sandbox.timeline(), {
    threads: Array.from({ length: THREADS }, (_, index) => ({ number: index + 1, networks: [name] })),
    languages: ['en'],
    sentencesOf: thread => partsOf(thread).flat(),
  });
  const { duplicates, lost, disordered, misplaced, altered, strangers } = verdict;
  return { network: name, duplicates, lost, wrong: disordered + misplaced + altered + strangers };
}
