import { setTimeout as sleep } from 'node:timers/promises';
import { type BotProcess, type Environment, runBot } from './bot-process.ts';
import type { Dice } from './dice.ts';
import { chooseMoment, type Moment, NETWORKS, type NetworkName } from './moment.ts';
import type { Networks } from './open-networks.ts';

/** SIGKILL ends a process wherever it is; after SIGTERM it parks what is in flight, and ends by itself. */
export type EndSignal = 'SIGKILL' | 'SIGTERM';

/** How one life of the bot ended. */
export interface Death {
  readonly moment: Moment;
  readonly signal: EndSignal;
  readonly bot: BotProcess;
  /** After SIGTERM: so long until it was gone. */
  readonly endingMs?: number;
  /** What it says when it ended otherwise than it was asked to. */
  readonly complaint?: string;
}

export interface LifeDependencies {
  readonly dice: Dice;
  readonly networks: Networks;
  readonly environment: Environment;
  readonly signal: EndSignal;
  /** Resolves when the admin presses a button next. */
  readonly pressed: () => Promise<void>;
}

/** From when it runs, so long the call that was chosen is waited for; then so long for one to any network; or so long for a press. */
const PATIENCE_MS = { chosen: 2_000, any: 4_000, press: 10_000 };
/** A busy machine may need so long until the bot runs. */
const START_MS = 90_000;
/** A bot that is asked to end has to within 10 s; the machine may be busy. */
export const STOP_MS = 20_000;

/** One life of the bot. Every other one has no log chat, on average, so that admins are asked. */
export async function takeLife(
  { dice, networks, environment, signal, pressed }: LifeDependencies,
  busy: readonly [NetworkName, ...NetworkName[]],
): Promise<Death> {
  const { TELEGRAM_LOG_CHAT: logChat = '', ...rest } = environment;
  const chosen = chooseMoment(dice, busy);
  const asks = dice() < 0.5 || chosen.kind === 'while an answer is taken';
  const bot = runBot(['start'], asks ? rest : { ...rest, TELEGRAM_LOG_CHAT: logChat });
  let endingMs: number | undefined;
  const strike = async () => {
    const asked = performance.now();
    await endBot(bot, signal);
    endingMs = performance.now() - asked;
  };
  const moment = await strikeAt(chosen, bot, { networks, pressed }, strike);
  if (!bot.hasEnded()) await strike();
  const how = await bot.ended;
  const took = signal === 'SIGTERM' && endingMs !== undefined ? { endingMs } : {};
  const wanted = how === signal || (signal === 'SIGTERM' && how === 0);
  const complaint = wanted ? {} : { complaint: `ended with ${how}: ${bot.errors()}${bot.output()}` };
  return { moment, signal, bot, ...took, ...complaint };
}

async function endBot(bot: BotProcess, signal: EndSignal): Promise<void> {
  if (signal === 'SIGKILL') return bot.kill();
  await Promise.race([bot.stop(), sleep(STOP_MS, undefined, { ref: false })]);
  // Too late: it ends otherwise than it was asked to.
  if (!bot.hasEnded()) await bot.kill();
}

/** Strikes at that moment, or, if it does not come, around a call to another network; gives the moment that it was. */
async function strikeAt(
  moment: Moment,
  bot: BotProcess,
  { networks: { gates }, pressed }: Pick<LifeDependencies, 'networks' | 'pressed'>,
  strike: () => Promise<void>,
): Promise<Moment> {
  const runs = Promise.race([bot.runs, bot.ended, sleep(START_MS, undefined, { ref: false })]);
  if (!('network' in moment)) {
    if (moment.kind !== 'while it starts') await runs;
    if (moment.kind === 'while an answer is taken') {
      const press = pressed().then(() => 'pressed' as const);
      const came = await Promise.race([
        press,
        bot.ended,
        sleep(PATIENCE_MS.press, undefined, { ref: false }),
      ]);
      if (came !== 'pressed') return { kind: 'any time', delayMs: PATIENCE_MS.press };
    }
    await Promise.race([sleep(moment.delayMs), bot.ended]);
    return moment;
  }
  const struck = Promise.withResolvers<void>();
  let at: NetworkName | undefined;
  const aim = (name: NetworkName) =>
    gates[name].arm(moment.kind, moment.delayMs, async () => {
      at ??= name;
      disarm();
      await strike().finally(struck.resolve);
    });
  const disarm = () => {
    for (const name of NETWORKS) gates[name].disarm();
  };
  const came = (ms: number) =>
    Promise.race([struck.promise, bot.ended, sleep(ms, undefined, { ref: false })]);
  aim(moment.network);
  await Promise.race([struck.promise, runs]);
  await came(PATIENCE_MS.chosen);
  for (const name of NETWORKS) if (name !== moment.network && at === undefined) aim(name);
  await came(PATIENCE_MS.any);
  disarm();
  if (at === undefined) return { kind: 'any time', delayMs: PATIENCE_MS.any };
  await struck.promise;
  return { ...moment, network: at };
}
