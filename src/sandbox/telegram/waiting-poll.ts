import { ApiError } from './api-error.ts';

const CONFLICT =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** The one poll that may wait for updates. */
export interface WaitingPoll {
  /** Resolves when woken or when the time is over; fails with 409 when sent away. */
  wait(timeoutMs: number): Promise<void>;
  wake(): void;
  sendAway(): void;
}

export function createWaitingPoll(): WaitingPoll {
  let waiting: { wake(): void; sendAway(): void } | undefined;
  return {
    wait(timeoutMs) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, timeoutMs);
      // A poll that nobody listens to any more must not keep the process alive.
      timer.unref();
      const entry = { wake: resolve, sendAway: () => reject(new ApiError(409, CONFLICT)) };
      waiting = entry;
      return promise.finally(() => {
        clearTimeout(timer);
        if (waiting === entry) waiting = undefined;
      });
    },
    wake: () => waiting?.wake(),
    sendAway: () => waiting?.sendAway(),
  };
}
