import type { IncidentBook } from '../domain/incident.ts';
import type { Log } from '../shared/log.ts';

export interface IncidentDesk {
  readonly incidents?: Pick<IncidentBook, 'raise' | 'clear'>;
  readonly log: Log;
}

/** What has to be noted about an incident holds up nothing: it fails where the database is away, and then all else does too. */
export async function noteIncident(
  { incidents, log }: IncidentDesk,
  note: (book: Pick<IncidentBook, 'raise' | 'clear'>) => Promise<void>,
): Promise<void> {
  if (incidents === undefined) return;
  await note(incidents).catch((error: Error) => {
    log.error('an incident could not be noted', { error: error.message });
  });
}
