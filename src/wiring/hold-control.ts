import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../shared/log.ts';
import type { Storage } from '../storage/storage.ts';
import { type Control, takeControl } from '../storage/take-control.ts';
import type { ControlRoom } from './control-room.ts';

/** A control room that cannot be opened again is tried again after this, by whichever process comes first. */
const PAUSE_MS = 1_000;

export interface HoldControlParts {
  readonly control: Control;
  readonly storage: Storage;
  readonly log: Log;
  /** `inControl` says whether nobody else can have control. */
  readonly openRoom: (inControl: () => boolean) => Promise<ControlRoom>;
}

/**
 * Keeps the control room open for as long as this process has control. A database that was away has given control to
 * whoever asked first: if that is another process, this one closes its room, and waits until it is its turn again.
 */
export async function holdControl({
  control,
  storage,
  log,
  openRoom,
}: HoldControlParts): Promise<ControlRoom> {
  const stopped = new AbortController();
  let held = control;
  const inControl = () => !held.lost.aborted;
  let room: ControlRoom | undefined = await openRoom(inControl);
  const { url } = room;
  let started = false;

  const close = async () => {
    const closing = room;
    room = undefined;
    await closing?.[Symbol.asyncDispose]();
  };
  const takeAgain = async () => {
    log.warn('The database went away, and control with it; taking it again');
    let closing: Promise<void> | undefined;
    const onRefused = () => {
      log.warn('Another process has control now; this one waits');
      closing = close();
    };
    held = await takeControl(storage, { wait: true, signal: stopped.signal, onRefused });
    await closing;
    room ??= await openRoom(inControl);
    if (started && closing !== undefined) await room.start();
    log.info('In control again');
  };
  const keep = async () => {
    for (;;) {
      await aborted(AbortSignal.any([held.lost, stopped.signal]));
      if (stopped.signal.aborted) return;
      await takeAgain().catch(async (error: Error) => {
        if (stopped.signal.aborted) return;
        log.error('The control room cannot be opened', { error: error.message });
        await held.release();
        await sleep(PAUSE_MS);
      });
    }
  };
  const keeping = keep();
  return {
    url,
    async start() {
      started = true;
      await room?.start();
    },
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await keeping;
      await close();
      await held.release();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}
