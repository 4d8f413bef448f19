import { join } from 'node:path';
import type { Ledger } from '../../src/domain/ledger.ts';
import { startAdmin } from './admin.ts';
import type { Environment } from './bot-process.ts';
import { createDice, type Dice } from './dice.ts';
import { judge } from './judge.ts';
import { liveToTheEnd, type States } from './last-life.ts';
import { NETWORKS, type NetworkName } from './moment.ts';
import { openMemory } from './open-memory.ts';
import { type Networks, openNetworks } from './open-networks.ts';
import { createPlanner } from './plan-beside.ts';
import { planThreads } from './plan-threads.ts';
import { type CrashReport, createTally, type Tally } from './report.ts';
import { scriptOf } from './script-of.ts';
import { type EndSignal, takeLife } from './take-life.ts';
import { LANGUAGES, type Thread, writeCampaign } from './write-campaign.ts';

export interface CrashSettings {
  readonly kills: number;
  readonly queue: 'postgres' | 'redis';
  readonly seed: number;
  /** With what the bot is ended; `both`: with the one or the other. */
  readonly signals: 'kill' | 'term' | 'both';
  /** Told how far it is. */
  readonly say: (words: string) => void;
  /** No more kills: what there is gets its verdict. */
  readonly enough: AbortSignal;
  /** Ends the test early, and all that it started. */
  readonly signal: AbortSignal;
}

/** A bot that ends by itself again and again is not going to do better. */
const MOST_COMPLAINTS = 5;

interface Run {
  readonly settings: CrashSettings;
  readonly dice: Dice;
  readonly networks: Networks;
  readonly environment: Environment;
  readonly tally: Tally;
  readonly isPlanned: (post: string) => Promise<boolean>;
  readonly pressed: () => Promise<void>;
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
  const admin = startAdmin(networks.telegram);
  try {
    const isPlanned = (post: string) => memory.look(async ledger => (await ledger.count({ post })) > 0);
    const { pressed } = admin;
    const run = { settings, dice, networks, environment, tally, isPlanned, pressed };
    const planned = await killAgainAndAgain(run, threads);
    settings.say('the last bot lives until everything has ended');
    const expected = planned.reduce((sum, thread) => sum + thread.networks.length * LANGUAGES.length, 0);
    const look = () => memory.look(countStates);
    const ended = await liveToTheEnd({ environment, look, expected, signal: settings.signal });
    tally.lived(ended.bot);
    const durationMs = performance.now() - started;
    return tally.report({
      settings,
      networks,
      threads: planned,
      ...ended,
      answers: admin.answers(),
      durationMs,
    });
  } finally {
    admin.stop();
  }
}

/** Gives the threads that are planned at the end: all, unless something went wrong. */
async function killAgainAndAgain(run: Run, threads: readonly Thread[]): Promise<readonly Thread[]> {
  const { settings, dice, networks, environment, tally, isPlanned, pressed } = run;
  const everyKills = Math.max(1, Math.floor(settings.kills / threads.length));
  const killed = tally.planningKilled;
  const planner = createPlanner({ seed: settings.seed, environment, killed, isPlanned }, threads);
  planner.next();
  await planner.idle();
  for (let kill = 0; kill < settings.kills && !settings.enough.aborted; kill += 1) {
    if (settings.signal.aborted || planner.fault() !== undefined) break;
    const [first, ...others] = busyNetworks(networks, planner.planned());
    if (kill % everyKills === 0 || others.length === 0) planner.next();
    const signal = chooseSignal(settings, dice);
    const death = await takeLife({ dice, networks, environment, signal, pressed }, [
      first ?? 'telegram',
      ...others,
    ]);
    tally.died(death);
    if (tally.complaints() >= MOST_COMPLAINTS) break;
    if ((kill + 1) % 10 === 0) settings.say(`killed ${kill + 1} times`);
  }
  if (settings.enough.aborted) await planner.idle();
  else await planner.finish();
  const fault = planner.fault();
  if (fault !== undefined) tally.complain(fault);
  settings.signal.throwIfAborted();
  return planner.planned();
}

function chooseSignal({ signals }: CrashSettings, dice: Dice): EndSignal {
  if (signals === 'both') return dice() < 0.5 ? 'SIGKILL' : 'SIGTERM';
  return signals === 'kill' ? 'SIGKILL' : 'SIGTERM';
}

/** Those that have something of these threads still to get. */
function busyNetworks({ gates }: Networks, threads: readonly Thread[]): readonly NetworkName[] {
  return NETWORKS.filter(name => {
    const script = scriptOf(name, threads);
    return judge(name, gates[name].network.timeline(), script).lost > 0;
  });
}

async function countStates(ledger: Ledger): Promise<States> {
  const deliveries = await ledger.list({});
  const byState = Map.groupBy(deliveries, ({ state }) => state);
  return Object.fromEntries([...byState].map(([state, all]) => [state, all.length]));
}
