import type { Answer } from './admin.ts';
import type { BotProcess } from './bot-process.ts';
import { isFaultless, judge, type Verdict } from './judge.ts';
import { type Moment, NETWORKS } from './moment.ts';
import { LIMITS, type Networks } from './open-networks.ts';
import type { CrashSettings } from './run-crash-test.ts';
import { scriptOf } from './script-of.ts';
import type { Thread } from './write-campaign.ts';

type Counts = Readonly<Record<string, number>>;

/** What `npm run crash-test` prints. */
export interface CrashReport {
  /** Every part is there exactly once and in order, every delivery is published, and the last bot ended when asked. */
  readonly ok: boolean;
  readonly kills: number;
  readonly seed: number;
  readonly queue: string;
  readonly durationSeconds: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly networks: Readonly<Record<string, Verdict & { readonly calls: number }>>;
  readonly killsByMoment: Counts;
  readonly killsByNetwork: Counts;
  /** The `schedule` command, killed and asked again. */
  readonly planningKills: number;
  /** How a part of open fate was settled. */
  readonly paths: {
    readonly repeat: number;
    readonly lookUp: { readonly found: number; readonly notFound: number };
    readonly ask: { readonly there: number; readonly again: number };
  };
  readonly deliveries: Counts;
  /** What the bot that was asked to end (SIGTERM) ended with. */
  readonly exit: number | string;
  readonly limits: string;
}

export interface Ending {
  readonly settings: CrashSettings;
  readonly networks: Networks;
  readonly threads: readonly Thread[];
  readonly states: Counts;
  readonly answers: readonly Answer[];
  readonly durationMs: number;
}

/** Counts what happens on the way. */
export interface Tally {
  killed(moment: Moment): void;
  planningKilled(): void;
  /** A life is over, or as good as. */
  lived(bot: BotProcess): void;
  stopped(exit: number | string): void;
  report(ending: Ending): CrashReport;
}

export function createTally(): Tally {
  const moments: Moment[] = [];
  const lookUps = { found: 0, notFound: 0 };
  let planningKills = 0;
  let exit: number | string = 'never';
  return {
    killed: moment => void moments.push(moment),
    planningKilled: () => {
      planningKills += 1;
    },
    lived(bot) {
      lookUps.found += occurrences(bot.output(), /^\S+ {2}part found/gm);
      lookUps.notFound += occurrences(bot.output(), /^\S+ {2}part not found/gm);
    },
    stopped: how => {
      exit = how;
    },
    report({ settings, networks, threads, states, answers, durationMs }) {
      const verdicts = NETWORKS.map(name => {
        const { network, counts } = networks.gates[name];
        const verdict = judge(name, network.timeline(), scriptOf(name, threads), answers);
        return { name, verdict, ...counts() };
      });
      const sum = (of: (one: (typeof verdicts)[number]) => number) =>
        verdicts.reduce((total, one) => total + of(one), 0);
      const places = threads.reduce((total, thread) => total + thread.networks.length * 2, 0);
      const allPublished = states.published === places && Object.keys(states).length === 1;
      return {
        ok: allPublished && exit === 0 && verdicts.every(({ verdict }) => isFaultless(verdict)),
        kills: moments.length,
        seed: settings.seed,
        queue: settings.queue,
        durationSeconds: Math.round(durationMs / 1000),
        duplicates: sum(({ verdict }) => verdict.duplicates),
        lost: sum(({ verdict }) => verdict.lost),
        networks: Object.fromEntries(
          verdicts.map(({ name, verdict, calls }) => [name, { ...verdict, calls }]),
        ),
        killsByMoment: count(moments.map(({ kind }) => kind)),
        killsByNetwork: count(moments.map(moment => ('network' in moment ? moment.network : 'none'))),
        planningKills,
        paths: {
          repeat: sum(({ repeats }) => repeats),
          lookUp: lookUps,
          ask: {
            there: answers.filter(({ answer }) => answer === 'there').length,
            again: answers.filter(({ answer }) => answer === 'again').length,
          },
        },
        deliveries: states,
        exit,
        limits: LIMITS,
      };
    },
  };
}

function count(values: readonly string[]): Counts {
  return Object.fromEntries(
    [...Map.groupBy(values, value => value)].map(([value, all]) => [value, all.length]),
  );
}

function occurrences(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}
