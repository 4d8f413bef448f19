import type { Clock } from '../shared/clock.ts';
import { type IncidentDesk, noteIncident } from './note-incident.ts';

/** A queue that is started again is back by then. */
const PATIENCE_MS = 30_000;

/** Whether alarms can be set; when they cannot for long, the admins hear of it. */
export interface QueueWatch {
  works(): Promise<void>;
  fails(error: unknown): Promise<void>;
}

export function createQueueWatch(
  desk: IncidentDesk & { readonly clock: Clock },
  patienceMs = PATIENCE_MS,
): QueueWatch {
  let failsSince: number | undefined;
  // What an earlier process raised ends with the first alarm that is set.
  let raised = true;
  return {
    async works() {
      failsSince = undefined;
      if (!raised) return;
      raised = false;
      await noteIncident(desk, book => book.clear('queue', 'alarms'));
    },
    async fails(error) {
      const why = error instanceof Error ? error.message : String(error);
      desk.log.warn('alarms could not be set yet; the sweeper will set them', { error: why });
      const now = desk.clock.now().getTime();
      failsSince ??= now;
      if (now - failsSince < patienceMs) return;
      raised = true;
      await noteIncident(desk, book => book.raise({ kind: 'queue', subject: 'alarms', why }));
    },
  };
}
