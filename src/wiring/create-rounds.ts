import { describeCalendarChange } from '../campaign/describe-calendar-change.ts';
import { keepCalendar } from '../campaign/keep-calendar.ts';
import type { ControlRoomParts } from './control-room-parts.ts';

/** How often the networks are asked for their limits, their credentials are tried and the calendar is looked at. */
const ROUND_MS = 15 * 60_000;
const REFRESH_TIMEOUT_MS = 30_000;

/** What has to be looked at again and again. A round that fails is only late. */
export function createRounds({
  house,
  watch,
  stage,
  log,
}: Pick<ControlRoomParts, 'house' | 'watch' | 'stage' | 'log'>) {
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    await watch.refresh(AbortSignal.any([stopped.signal, AbortSignal.timeout(REFRESH_TIMEOUT_MS)]));
    await planCalendar();
  };
  const planCalendar = async () => {
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
  };
  const run = (round: () => Promise<void>) => {
    running = round().catch((error: Error) => log.error('A round failed', { error: error.message }));
  };
  return {
    async start() {
      timer = setInterval(() => run(look), ROUND_MS);
      run(planCalendar);
      await running;
    },
    async stop() {
      stopped.abort();
      clearInterval(timer);
      await running;
    },
  };
}
