import type { DeliveryDesk } from '../domain/delivery-desk.ts';
import { InputError } from '../domain/input-error.ts';
import { arm } from './arm.ts';
import { decide } from './decide.ts';
import { DESK_TIMES, type Desk, type DeskDependencies } from './desk.ts';
import { noteIncident } from './note-incident.ts';
import { ringDelivery } from './ring-delivery.ts';
import { sweep } from './sweep.ts';
import { createCrowdWatch } from './watch-crowd.ts';
import { createQueueWatch } from './watch-queue.ts';
import { identifyWorker } from './worker-identity.ts';

export function createDeliveryDesk(dependencies: DeskDependencies): DeliveryDesk {
  const places = new Map(dependencies.places.map(place => [place.id, place]));
  const desk: Desk = {
    placeOf: id => places.get(id),
    dice: Math.random,
    worker: identifyWorker(),
    inFlight: new Set(),
    queueWatch: createQueueWatch(dependencies),
    isCrowded: createCrowdWatch({ maxPerHour: () => undefined, ...dependencies }),
    ...dependencies,
    times: { ...DESK_TIMES, ...dependencies.times },
  };
  const sweeper = createSweeper(desk);
  return {
    arm: deliveries => arm(desk, deliveries),
    ring: (alarm, signal) => ringDelivery(desk, alarm, signal),
    sweep: () => sweep(desk, true, new AbortController().signal),
    start: () => sweeper.start(),
    stop: () => sweeper.stop(),
    async cancel(id, words) {
      return (await decide(desk, id, { name: 'cancelled', words })) !== undefined;
    },
    async withdrawn(id, words) {
      return (await decide(desk, id, { name: 'withdrawn', words })) !== undefined;
    },
    async settle(id, answer) {
      if ((await decide(desk, id, { name: answer })) === undefined) {
        throw new InputError(`${id} is not in question any more: look at its state in the queue.`);
      }
    },
    async reschedule(id, at) {
      return (await decide(desk, id, { name: 'rescheduled', at })) !== undefined;
    },
    async hold(scope, kind, why, by) {
      return desk.ledger.hold({ scope, kind, why, by, since: desk.clock.now() });
    },
    async renewed(network) {
      const places = desk.places.filter(place => place.network === network);
      for (const { id } of places) await desk.ledger.lift(`place ${id}`, 'credentials');
      await sweep(desk, false, new AbortController().signal);
    },
    async lift(scope, kind) {
      if (kind === 'too many')
        await desk.ledger.waiveCrowd(scope.replace(/^campaign /, ''), desk.clock.now());
      if (kind === 'budget') await desk.budgets?.waive(scope.replace(/^network /, ''));
      const lifted = await desk.ledger.lift(scope, kind);
      await sweep(desk, false, new AbortController().signal);
      return lifted;
    },
  };
}

/** So many sweeps fail before the admins are told: a database that is started again is back by then. */
const SWEEPS_IN_SILENCE = 3;

/** The longest window that a network counts in, and an hour more. */
const COUNTED_MS = 25 * 60 * 60_000;
/** What is counted no more goes at the start and then every so many sweeps. */
const SWEEPS_TO_FORGET = 1_000;

/** Sweeps at once and then at intervals; a sweep that fails is only late. */
function createSweeper(desk: Desk) {
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  // What an earlier process told ends with the first success.
  let failures = 1;
  const succeed = async () => {
    if (failures > 0) await noteIncident(desk, book => book.clear('round', 'sweep'));
    failures = 0;
  };
  const fail = async (error: Error) => {
    failures += 1;
    desk.log.error('a sweep failed', { error: error.message });
    if (failures <= SWEEPS_IN_SILENCE) return;
    await noteIncident(desk, book => book.raise({ kind: 'round', subject: 'sweep', why: error.message }));
  };
  let sweeps = 0;
  const work = async (thorough: boolean): Promise<void> => {
    await sweep(desk, thorough, stopped.signal);
    if (sweeps % SWEEPS_TO_FORGET === 0) await desk.ledger.forgetCalls(COUNTED_MS);
    sweeps += 1;
  };
  const run = async (thorough: boolean): Promise<void> => {
    running = work(thorough).then(succeed, fail);
    await running;
    if (!stopped.signal.aborted)
      timer = setTimeout(() => void run(thorough && failures > 0), desk.times.sweepMs);
  };
  return {
    start: () => run(true),
    async stop(): Promise<void> {
      stopped.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
