import type { Environment } from './bot-process.ts';
import { createDice } from './dice.ts';
import { scheduleThread } from './schedule-thread.ts';
import type { Thread } from './write-campaign.ts';

/** Plans one thread after the other, beside the bot that lives and dies. */
export interface Planner {
  /** Begins with the next thread; with none left it does nothing. */
  next(): void;
  /** What went wrong; nothing is planned after it. */
  fault(): string | undefined;
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
  readonly isPlanned: (post: string) => Promise<boolean>;
}

export function createPlanner({ seed, ...settings }: PlannerSettings, threads: readonly Thread[]): Planner {
  const waiting = [...threads];
  const planned: Thread[] = [];
  let fault: string | undefined;
  let slowestMs = 0;
  const pace = {
    slowestMs: () => slowestMs,
    took: (ms: number) => {
      slowestMs = Math.max(slowestMs, ms);
    },
  };
  let planning: Promise<void> = Promise.resolve();
  const next = () => {
    const thread = waiting.shift();
    if (thread === undefined) return;
    const dice = createDice(seed * 1_000 + thread.number);
    planning = planning
      .then(async () => {
        if (fault !== undefined) return;
        await scheduleThread(thread, { ...settings, ...pace, dice });
        planned.push(thread);
      })
      .catch((error: Error) => {
        fault = error.message;
      });
  };
  return {
    next,
    fault: () => fault,
    idle: () => planning,
    planned: () => planned,
    async finish() {
      while (waiting.length > 0) next();
      await planning;
    },
  };
}
