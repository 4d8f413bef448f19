import type { AdminChat } from '../admin/create-admin-chat.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import { lastDigestTime } from '../planning/last-digest-time.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Claims } from '../storage/create-claims.ts';

/** By the campaign's clock, on Mondays. */
const HOUR = 9;
/** A bot that was down on Monday still tells the week so long after; later it is old news. */
const LATEST_MS = 2 * 24 * 3_600_000;
const LOOK_EVERY_MS = 60_000;

export interface DigestDependencies {
  readonly useCases: Pick<UseCases, 'campaigns' | 'seeing'>;
  readonly chat: Pick<AdminChat, 'tell'>;
  readonly claims: Claims;
  /** A bot has no weeks before it was first started. */
  readonly since: Date;
  readonly clock: Clock;
  readonly log: Log;
}

/** Tells the members of the week, once a week, however many processes run and however often they are started. */
export function createWeeklyDigest(dependencies: DigestDependencies) {
  const { useCases, chat, claims, since, clock, log } = dependencies;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    const now = clock.now();
    const { at, week } = lastDigestTime(useCases.campaigns()[0]?.timeZone ?? 'UTC', HOUR, now);
    if (at < since || now.getTime() - at.getTime() > LATEST_MS) return;
    const name = `week ${week}`;
    if (!(await claims.claim(name))) return;
    try {
      await chat.tell([{ kind: 'week', report: await useCases.seeing.week(at) }]);
    } catch (error) {
      await claims.release(name);
      throw error;
    }
  };
  /** Tells what is due now, if anything is. */
  const look = (): Promise<void> => {
    running = running.then(tell).catch((error: Error) => {
      log.warn('The week could not be told yet', { error: error.message });
    });
    return running;
  };
  return {
    look,
    start() {
      timer = setInterval(() => void look(), LOOK_EVERY_MS);
      void look();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
