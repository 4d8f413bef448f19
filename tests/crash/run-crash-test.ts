import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAdmin } from './admin.ts';
import { type BotProcess, type Environment, runBot } from './bot-process.ts';
import { createDice, type Dice } from './dice.ts';
import { judge } from './judge.ts';
import { chooseMoment, type Moment, NETWORKS, type NetworkName } from './moment.ts';
import { openMemory } from './open-memory.ts';
import { type Networks, openNetworks } from './open-networks.ts';
import { planThreads } from './plan-threads.ts';
import { type CrashReport, createTally, type Tally } from './report.ts';
import { scheduleThread } from './schedule-thread.ts';
import { scriptOf } from './script-of.ts';
import { type Thread, writeCampaign } from './write-campaign.ts';

export interface CrashSettings {
  readonly kills: number;
  readonly queue: 'postgres' | 'redis';
  readonly seed: number;
  /** Told how far it is. */
  readonly say: (words: string) => void;
  /** Ends the test early, and all that it started. */
  readonly signal: AbortSignal;
}

/** A call that is waited for and does not come: the bot is killed anyway. */
const PATIENCE_MS = 12_000;

/** After the last kill the bot lives, and has so long to end everything: X wants to be looked at again after 90 s. */
const END_MS = 300_000;

/** A bot that is asked to end has to within 10 s; the machine may be busy. */
const STOP_MS = 20_000;

interface Run {
  readonly settings: CrashSettings;
  readonly dice: Dice;
  readonly networks: Networks;
  readonly environment: Environment;
  readonly tally: Tally;
}

export async function runCrashTest(settings: CrashSettings): Promise<CrashReport> {
  const started = performance.now();
  const dice = createDice(settings.seed);
  await using networks = await openNetworks();
  await using memory = await openMemory(settings.queue);
  const threads = planThreads(settings.kills);
  const templates = join(memory.folder, 'templates');
  await writeCampaign(templates, threads);
  const environment = {
    ...networks.environment,
    ...memory.environment,
    TEMPLATES_DIR: templates,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
  const tally = createTally();
  const run: Run = { settings, dice, networks, environment, tally };
  const admin = startAdmin(networks.telegram);
  try {
    await killAgainAndAgain(run, threads);
    settings.say('the last bot lives until everything has ended');
    const states = await liveToTheEnd(run, () => memory.look(countStates), expectedDeliveries(threads));
    const durationMs = performance.now() - started;
    return tally.report({ settings, networks, threads, states, answers: admin.answers(), durationMs });
  } finally {
    admin.stop();
  }
}

async function killAgainAndAgain(run: Run, threads: readonly Thread[]): Promise<void> {
  const { settings } = run;
  const everyKills = Math.max(1, Math.floor(settings.kills / threads.length));
  const planner = createPlanner(run, threads);
  try {
    planner.next();
    await planner.idle();
    for (let kill = 0; kill < settings.kills; kill += 1) {
      settings.signal.throwIfAborted();
      planner.check();
      const [first, ...others] = busyNetworks(run.networks, planner.planned());
      if (kill % everyKills === 0 || others.length === 0) planner.next();
      await liveAndDie(run, first === undefined ? ['telegram'] : [first, ...others]);
      if ((kill + 1) % 10 === 0) settings.say(`killed ${kill + 1} times`);
    }
    await planner.finish();
  } finally {
    await planner.idle();
  }
}

/** Plans one thread after the other, beside the bot that lives and dies. */
function createPlanner({ settings, environment, tally }: Run, threads: readonly Thread[]) {
  const waiting = [...threads];
  const planned: Thread[] = [];
  let fault: Error | undefined;
  let planning: Promise<void> = Promise.resolve();
  const next = () => {
    const thread = waiting.shift();
    if (thread === undefined) return;
    const dice = createDice(settings.seed * 1_000 + thread.number);
    planning = planning
      .then(() => scheduleThread(thread, environment, dice, tally.planningKilled))
      .then(() => void planned.push(thread))
      .catch((error: Error) => {
        fault ??= error;
      });
  };
  const check = () => {
    if (fault !== undefined) throw fault;
  };
  return {
    next,
    check,
    idle: () => planning,
    planned: () => planned,
    async finish() {
      while (waiting.length > 0) next();
      await planning;
      check();
    },
  };
}

/** Those that have something of these threads still to get. */
function busyNetworks({ gates }: Networks, threads: readonly Thread[]): readonly NetworkName[] {
  return NETWORKS.filter(name => {
    const script = scriptOf(name, threads);
    return judge(name, gates[name].network.timeline(), script).lost > 0;
  });
}

/** One life of the bot. Every other one has no log chat, on average, so that admins are asked. */
async function liveAndDie(
  { dice, networks, environment, tally }: Run,
  busy: readonly [NetworkName, ...NetworkName[]],
): Promise<void> {
  const { TELEGRAM_LOG_CHAT: logChat = '', ...rest } = environment;
  const bot = runBot(['start'], dice() < 0.5 ? rest : { ...rest, TELEGRAM_LOG_CHAT: logChat });
  const moment = chooseMoment(dice, busy);
  const died = await strikeAt(moment, bot, networks);
  tally.killed(died);
  tally.lived(bot);
}

/** Kills it at that moment, or, if the moment does not come, some time later. */
async function strikeAt(moment: Moment, bot: BotProcess, { gates }: Networks): Promise<Moment> {
  if (!('network' in moment)) {
    if (moment.kind === 'any time') await Promise.race([bot.runs, bot.ended]);
    await Promise.race([sleep(moment.delayMs), bot.ended]);
    return finish(bot, moment);
  }
  const gate = gates[moment.network];
  const struck = Promise.withResolvers<void>();
  gate.arm(moment.kind, moment.delayMs, () => bot.kill().finally(struck.resolve));
  const came = await Promise.race([
    struck.promise.then(() => true),
    sleep(PATIENCE_MS, false, { ref: false }),
    bot.ended.then(() => true),
  ]);
  gate.disarm();
  return finish(bot, came ? moment : { kind: 'any time', delayMs: PATIENCE_MS });
}

async function finish(bot: BotProcess, moment: Moment): Promise<Moment> {
  if (!bot.hasEnded()) await bot.kill();
  const how = await bot.ended;
  if (how === 'SIGKILL') return moment;
  throw new Error(`the bot ended by itself (${how}): ${bot.errors()}${bot.output()}`);
}

type States = Readonly<Record<string, number>>;

async function countStates(
  ledger: Parameters<Parameters<Awaited<ReturnType<typeof openMemory>>['look']>[0]>[0],
) {
  const deliveries = await ledger.list({});
  return Object.fromEntries(
    [...Map.groupBy(deliveries, ({ state }) => state)].map(([state, all]) => [state, all.length]),
  );
}

function expectedDeliveries(threads: readonly Thread[]): number {
  return threads.reduce((sum, { networks }) => sum + networks.length * 2, 0);
}

/** The last life: until everything is out, and then asked to end. */
async function liveToTheEnd(
  { environment, tally, settings }: Run,
  look: () => Promise<States>,
  expected: number,
) {
  const last = runBot(['start'], environment);
  try {
    const states = await untilEnded(last, look, expected, settings.signal);
    // Asked before it runs, it would end as any process does.
    await last.runs;
    tally.lived(last);
    tally.stopped(
      await Promise.race([last.stop(), sleep(STOP_MS, 'was not willing to end', { ref: false })]),
    );
    return states;
  } finally {
    await last.kill();
  }
}

/** Until every delivery is published, or the time is over: then the report says what is not. */
async function untilEnded(
  bot: BotProcess,
  look: () => Promise<States>,
  expected: number,
  signal: AbortSignal,
): Promise<States> {
  const end = performance.now() + END_MS;
  for (;;) {
    await sleep(1_000, undefined, { signal });
    if (bot.hasEnded()) throw new Error(`the last bot ended by itself: ${bot.errors()}${bot.output()}`);
    const states = await look();
    if ((states.published ?? 0) >= expected || performance.now() > end) return states;
  }
}
