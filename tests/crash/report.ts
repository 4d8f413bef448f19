import type { Answer } from './admin.ts';
import type { BotProcess } from './bot-process.ts';
import { isFaultless, judge, type Verdict } from './judge.ts';
import { NETWORKS } from './moment.ts';
import { LIMITS, type Networks } from './open-networks.ts';
import type { CrashSettings } from './run-crash-test.ts';
import { scriptOf } from './script-of.ts';
import type { Death } from './take-life.ts';
import type { Thread } from './write-campaign.ts';

type Counts = Readonly<Record<string, number>>;

/** What `npm run crash-test` prints. */
export interface CrashReport {
  /** Every part is there exactly once and in order, every delivery is published, and every bot ended when asked, and only then. */
  readonly ok: boolean;
  /** Fewer than were asked for are not ok. */
  readonly kills: number;
  readonly seed: number;
  readonly queue: string;
  readonly durationSeconds: number;
  readonly duplicates: number;
  readonly lost: number;
  readonly networks: Readonly<Record<string, Verdict & { readonly calls: number }>>;
  readonly killsByMoment: Counts;
  readonly killsByNetwork: Counts;
  readonly killsBySignal: Counts;
  /** The longest that a bot took to end after SIGTERM. */
  readonly slowestEndSeconds?: number;
  /** What the bots said that ended otherwise than they were asked to, and why a thread could not be planned. */
  readonly complaints: readonly string[];
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
  /** What the last bot, asked to end (SIGTERM), ended with. */
  readonly exit: number | string;
  readonly answers: readonly Answer[];
  readonly durationMs: number;
}

/** Counts what happens on the way. */
export interface Tally {
  died(death: Death): void;
  planningKilled(): void;
  /** The last life is over. */
  lived(bot: BotProcess): void;
  /** Something else went wrong. */
  complain(words: string): void;
  /** How many bots ended otherwise than they were asked to, and what else went wrong. */
  complaints(): number;
  report(ending: Ending): CrashReport;
}

export function createTally(): Tally {
  const deaths: Death[] = [];
  const lookUps = { found: 0, notFound: 0 };
  let planningKills = 0;
  const lived = (bot: BotProcess) => {
    lookUps.found += occurrences(bot.output(), /^\S+ {2}part found/gm);
    lookUps.notFound += occurrences(bot.output(), /^\S+ {2}part not found/gm);
  };
  const others: string[] = [];
  const complaints = () => [...deaths.flatMap(({ complaint = [] }) => complaint), ...others];
  return {
    died(death) {
      deaths.push(death);
      lived(death.bot);
    },
    planningKilled: () => {
      planningKills += 1;
    },
    lived,
    complain: words => void others.push(words),
    complaints: () => complaints().length,
    report({ settings, networks, threads, states, exit, answers, durationMs }) {
      const verdicts = NETWORKS.map(name => {
        const { network, counts } = networks.gates[name];
        const verdict = judge(name, network.timeline(), scriptOf(name, threads), answers);
        return { name, verdict, ...counts() };
      });
      const sum = (of: (one: (typeof verdicts)[number]) => number) =>
        verdicts.reduce((total, one) => total + of(one), 0);
      const places = threads.reduce((total, thread) => total + thread.networks.length * 2, 0);
      const allPublished = states.published === places && Object.keys(states).length === 1;
      const moments = deaths.map(({ moment }) => moment);
      const endings = deaths.flatMap(({ endingMs = [] }) => endingMs);
      return {
        ok:
          allPublished &&
          exit === 0 &&
          complaints().length === 0 &&
          deaths.length === settings.kills &&
          verdicts.every(({ verdict }) => isFaultless(verdict)),
        kills: deaths.length,
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
        killsBySignal: count(deaths.map(({ signal }) => signal)),
        ...(endings.length === 0 ? {} : { slowestEndSeconds: Math.ceil(Math.max(...endings) / 1000) }),
        complaints: complaints(),
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
