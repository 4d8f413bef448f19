import { describeCalendarChange } from '../campaign/describe-calendar-change.ts';
import { keepCalendar } from '../campaign/keep-calendar.ts';
import { findLockdown } from '../campaign/lockdown/lockdown-use-cases.ts';
import { sweepShelf } from '../campaign/writing/sweep-shelf.ts';
import type { ControlRoomParts } from './control-room-parts.ts';
import { type LookAheadParts, lookAheadRound } from './look-ahead-round.ts';

/** How often the networks are asked for their limits, their credentials are tried and the calendar is looked at. */
const ROUND_MS = 15 * 60_000;
const REFRESH_TIMEOUT_MS = 30_000;

/** How often is looked for what nobody is at, and for how long nobody may be: longer than a busy worker needs. */
const LOOK_MS = 60_000;
const OVERDUE_MS = 10 * 60_000;
const UNFINISHED_MS = 5 * 60_000;
/** What waits for its network so long after its time is told while it waits, and not only when it is given up. */
const LATE_MS = 30 * 60_000;

export type RoundParts = LookAheadParts & Pick<ControlRoomParts, 'watch' | 'incidents' | 'useCases'>;

/** What has to be looked at again and again. A round that fails is only late, and the admins hear of it. */
export function createRounds(parts: RoundParts) {
  const { house, useCases, watch, incidents } = parts;
  const stopped = new AbortController();
  const running = new Map<string, Promise<void>>();
  const timers: NodeJS.Timeout[] = [];
  const rounds = {
    calendar: () => planCalendar(parts),
    networks: () => watch.refresh(AbortSignal.any([stopped.signal, AbortSignal.timeout(REFRESH_TIMEOUT_MS)])),
    readiness: () => lookAheadRound(parts, stopped.signal),
    /** Pictures that have gone out everywhere, and posts that nobody goes on writing. */
    shelf: () => sweepShelf(house),
    corrections: () => useCases.corrections.finish(stopped.signal),
    neglect: () => {
      const now = house.now().getTime();
      return incidents.lookForNeglect({
        due: new Date(now - OVERDUE_MS),
        begun: new Date(now - UNFINISHED_MS),
        late: new Date(now - LATE_MS),
      });
    },
  };
  const run = async (...names: readonly (keyof typeof rounds)[]) => {
    for (const name of names) {
      const round = runRound(parts, name, rounds[name]);
      running.set(name, round);
      await round;
    }
  };
  return {
    async start() {
      timers.push(setInterval(() => void run('networks', 'calendar', 'readiness'), ROUND_MS));
      timers.push(setInterval(() => void run('corrections', 'neglect', 'shelf'), LOOK_MS));
      await run('calendar');
      void run('corrections', 'readiness');
    },
    async stop() {
      stopped.abort();
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

async function runRound(
  { house, incidents, log }: RoundParts,
  name: string,
  round: () => Promise<void>,
): Promise<void> {
  try {
    // Nothing is asked of a network that could open a session anew.
    if ((await findLockdown(house.ledger)) !== undefined) return;
    await round();
    await incidents.clear('round', name);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log.error('A round failed', { round: name, error: why });
    // With the database away nothing can be noted; the next round tries again.
    await incidents.raise({ kind: 'round', subject: name, why }).catch(() => {});
  }
}

async function planCalendar({ house, incidents, stage, log }: RoundParts): Promise<void> {
  // A rehearsal has a calendar of its own.
  if (stage !== undefined) return;
  const { faults } = await keepCalendar(house, changes => {
    for (const change of changes) log.info(`The calendar: ${describeCalendarChange(change)}`);
  });
  for (const { occurrence, why } of faults) {
    log.error('A post of the calendar cannot be planned', {
      post: occurrence.post,
      due: occurrence.dueAt.toISOString(),
      why,
    });
  }
  const subjects = faults.map(({ occurrence: { post, occurrence }, why }) => ({
    subject: `${post}/${occurrence}`,
    why,
  }));
  await incidents.keep('calendar', subjects);
}
