import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import type { LedgerTables } from '../../src/ledger/tables.ts';
import { createMastodonSandbox } from '../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';
import { createTelegramSandbox } from '../../src/sandbox/telegram/create-telegram-sandbox.ts';
import { type BotProcess, runBot } from '../crash/bot-process.ts';
import { planThreads } from '../crash/plan-threads.ts';
import { writeCampaign } from '../crash/write-campaign.ts';
import { plannedDelivery, until } from '../delivery/delivery-stage.ts';
import { draftOf } from '../delivery/scripted-network.ts';
import { createTestDatabase } from '../support/database.ts';

const STATUSES = { method: 'POST', path: /^\/api\/v1\/statuses$/, when: 'before' } as const;
const HANGS = { ...STATUSES, effect: { kind: 'hang' } } as const;
const REFUSES = {
  ...STATUSES,
  effect: {
    kind: 'respond',
    status: 422,
    headers: { 'content-type': 'application/json' },
    body: '{"error":"Validation failed: not this one"}',
  },
} as const;

/** The machine may be busy. */
const PATIENCE_MS = 60_000;

/** A Mastodon and an admin chat, a database, and bots on them in processes of their own. */
async function openHouse() {
  await using opened = new AsyncDisposableStack();
  const now = () => new Date();
  const sandbox = createTelegramSandbox({ now, floodControl: false });
  const telegram = opened.use(await serveSandbox(sandbox));
  const mastodon = opened.use(await serveSandbox(createMastodonSandbox({ now })));
  const database = opened.use(await createTestDatabase());
  const ledger = createLedger(database.kysely<LedgerTables>());
  const folder = await mkdtemp(join(tmpdir(), 'solidarity-processes-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  await writeCampaign(folder, planThreads(1));
  const environment = {
    ...telegram.settings,
    ...mastodon.settings,
    DATABASE_URL: database.url,
    TEMPLATES_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'info',
  };
  const rest = opened.move();
  const run = (...args: readonly string[]): BotProcess => {
    const bot = runBot(args, environment);
    rest.defer(() => bot.kill());
    return bot;
  };
  return {
    mastodon,
    database,
    ledger,
    control: () => run('start', '--only', 'control'),
    worker: () => run('start', '--only', 'worker'),
    /** Plans a thread of these parts, due now. */
    async plan(name: string, texts: readonly string[]): Promise<string> {
      const planned = plannedDelivery(name, now());
      const delivery = {
        ...planned,
        id: `crash/${name}/1/mastodon-en`,
        post: `crash/${name}`,
        network: 'mastodon',
        place: 'mastodon-en',
      };
      await ledger.plan([{ delivery, draft: draftOf(texts) }]);
      return delivery.id;
    },
    state: async (id: string) => (await ledger.read(id))?.delivery.state,
    /** What followers see of a thread. */
    timeline: (name: string) =>
      mastodon.network
        .timeline()
        .map(({ text }) => text)
        .filter(text => text.startsWith(name)),
    /** How often the admin was told of it. */
    told: (name: string) =>
      sandbox.adminChat
        .messages()
        .filter(({ from, text }) => from === 'bot' && text.includes(`crash/${name}”`)).length,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

type House = Awaited<ReturnType<typeof openHouse>>;

const runs = (bot: BotProcess) =>
  Promise.race([
    bot.runs,
    bot.ended.then(how => Promise.reject(new Error(`ended (${how}): ${bot.errors()}`))),
  ]);

/** The process that has the lease of a delivery: its number stands in the worker's name. */
async function workerOf({ ledger }: House, id: string): Promise<number> {
  return Number((await ledger.read(id))?.lease?.worker.split('.')[2]);
}

test('processes share the work: of two workers and two controls one each is killed, and nothing is lost, doubled or told twice', {
  timeout: 240_000,
}, async () => {
  await using house = await openHouse();
  const first = house.control();
  const workers = [house.worker(), house.worker()];
  await Promise.all([first, ...workers].map(runs));
  const second = house.control();

  const refused = async (name: string) => {
    house.mastodon.faults.add(REFUSES);
    const id = await house.plan(name, [`${name} 1`]);
    await until(async () => (await house.state(id)) === 'failed', PATIENCE_MS);
    await until(() => house.told(name) > 0, PATIENCE_MS);
  };
  await refused('early');

  house.mastodon.faults.add({ ...HANGS, skip: 1 });
  const id = await house.plan('thread', ['thread 1', 'thread 2', 'thread 3']);
  await until(
    () => house.mastodon.faults.calls.filter(({ path }) => STATUSES.path.test(path)).length >= 3,
    PATIENCE_MS,
  );
  const dying = await workerOf(house, id);
  const struck = workers.find(({ pid }) => pid === dying);
  if (struck === undefined) throw new Error('no worker is at it');
  await struck.kill();
  await until(async () => (await house.state(id)) === 'published', PATIENCE_MS);
  expect(house.timeline('thread')).toEqual(['thread 1', 'thread 2', 'thread 3']);

  await until(() => second.errors().includes('this one waits'), PATIENCE_MS);
  expect(second.output()).toBe('');
  await first.kill();
  await runs(second);
  await refused('late');
  expect([house.told('early'), house.told('late')]).toEqual([1, 1]);

  // A control that waits ends when it is asked to, and so does everything else.
  const third = house.control();
  await until(() => third.errors().includes('this one waits'), PATIENCE_MS);
  const [left] = workers.filter(bot => bot !== struck);
  expect(await Promise.all([third, second, left].map(bot => bot?.stop()))).toEqual([0, 0, 0]);
});

test('a bot that is asked to end while a network hangs parks what is in flight and ends', {
  timeout: 120_000,
}, async () => {
  await using house = await openHouse();
  const bot = house.worker();
  await runs(bot);
  house.mastodon.faults.add({ ...HANGS, skip: 1, times: 9 });
  const id = await house.plan('parked', ['parked 1', 'parked 2']);
  await until(
    () => house.mastodon.faults.calls.filter(({ path }) => STATUSES.path.test(path)).length >= 2,
    PATIENCE_MS,
  );
  // It ends of itself, before whoever asked loses patience: after ten seconds it would be killed.
  const exit = await bot.stop();
  expect(exit).toBe(0);
  const record = await house.ledger.read(id);
  expect(record?.delivery.state).toBe('scheduled');
  expect(
    record?.parts.map(({ receipt, intentAt }) => [receipt !== undefined, intentAt !== undefined]),
  ).toEqual([
    [true, true],
    [false, true],
  ]);

  // While everything hangs a start, too, ends when it is asked to.
  house.mastodon.faults.add({ path: /./, when: 'before', effect: { kind: 'hang' }, times: 99 });
  const starting = house.worker();
  await runs(starting);
  expect(await starting.stop()).toBe(0);

  house.mastodon.faults.clear();
  const heir = house.worker();
  await until(async () => (await house.state(id)) === 'published', PATIENCE_MS);
  expect(house.timeline('parked')).toEqual(['parked 1', 'parked 2']);
  expect(await heir.stop()).toBe(0);
});
