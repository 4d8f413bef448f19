import type { Environment } from './bot-process.ts';
import { createDice } from './dice.ts';
import { scheduleThread } from './schedule-thread.ts';
import type { Thread } from './write-campaign.ts';

/** Plans one thread after the other, beside the bot that lives and dies. */
export interface Planner {
  /** Begins with the next thread; with none left it does nothing. */
  next(): void;
  /** Throws what went wrong so far. */
  check(): void;
  idle(): Promise<void>;
  planned(): readonly Thread[];
  /** Plans all that is left. */
  finish(): Promise<void>;
}

export interface PlannerSettings {
  readonly seed: number;
  readonly environment: Environment;
  /** Told when a command that plans was killed. */
  readonly killed: () => void;
}

export function createPlanner(settings: PlannerSettings, threads: readonly Thread[]): Planner {
  const waiting = [...threads];
  const planned: Thread[] = [];
  let fault: Error | undefined;
  let planning: Promise<void> = Promise.resolve();
  const next = () => {
    const thread = waiting.shift();
    if (thread === undefined) return;
    const dice = createDice(settings.seed * 1_000 + thread.number);
    planning = planning
      .then(() => scheduleThread(thread, settings.environment, dice, settings.killed))
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
