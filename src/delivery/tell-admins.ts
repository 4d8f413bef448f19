import type { Notice } from '../domain/notice.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';

/** So many are read in one go. */
const BATCH = 20;
const LOOK_EVERY_MS = 2_000;
/** A chat that cannot be reached is tried ever more seldom, down to this. */
const LONGEST_REST_MS = 60_000;

export interface TellerDependencies {
  readonly ledger: {
    untold(limit: number): Promise<readonly Notice[]>;
    markTold(notice: Notice, at: Date): Promise<void>;
  };
  readonly clock: Clock;
  readonly log: Log;
  /** What is told in one go; all of it at once unless told. */
  readonly split?: (notices: readonly Notice[]) => readonly (readonly Notice[])[];
  /** Resolves when the admins' chat has it; a failure is tried again. */
  readonly tell: (notices: readonly Notice[]) => Promise<void>;
  readonly everyMs?: number;
}

/** Sees to it that the admins hear of everything that is not published. */
export interface Teller {
  start(): void;
  /** Tells what is untold now, and does not wait for its turn. */
  nudge(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Reads what is untold from the ledger, tells it, then notes that it was told: a crash in between tells it twice rather
 * than never. One process at a time may run it.
 */
export function createTeller(dependencies: TellerDependencies): Teller {
  const { ledger, clock, log, tell, split = all => [all], everyMs = LOOK_EVERY_MS } = dependencies;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;

  const tellAll = async (): Promise<void> => {
    for (;;) {
      const notices = await ledger.untold(BATCH);
      if (notices.length === 0 || stopped) return;
      for (const together of split(notices)) {
        if (stopped) return;
        await tell(together);
        for (const notice of together) await ledger.markTold(notice, clock.now());
      }
    }
  };
  const nudge = (): Promise<void> => {
    running = running.then(tellAll).then(
      () => {
        failures = 0;
      },
      (error: Error) => {
        failures += 1;
        log.warn('the admins could not be told yet', { error: error.message });
      },
    );
    return running;
  };
  const lookLater = () => {
    const restMs = failures === 0 ? everyMs : Math.min(LONGEST_REST_MS, everyMs * 2 ** failures);
    timer = setTimeout(look, restMs);
  };
  const look = async () => {
    await nudge();
    if (!stopped) lookLater();
  };
  return {
    start: lookLater,
    nudge,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
