import type { DeliveryDesk } from '../domain/delivery-desk.ts';
import type { IncidentBook } from '../domain/incident.ts';
import type { CredentialsReport } from '../networks/watch-networks.ts';
import type { Log } from '../shared/log.ts';

/** Lets go what waited for credentials that are good again, and tells of those that are not, before anything is due. */
export function reportCredentials(
  desk: Pick<DeliveryDesk, 'renewed'>,
  incidents: Pick<IncidentBook, 'raise' | 'clear'>,
  log: Log,
): CredentialsReport {
  const note = (work: Promise<void>) =>
    work.catch((error: Error) =>
      log.error('What credentials are worth could not be noted', { error: error.message }),
    );
  return {
    async verified(name) {
      await note(incidents.clear('credentials', name));
      await note(desk.renewed(name));
    },
    refused: (subject, why) => note(incidents.raise({ kind: 'credentials', subject, why })),
  };
}
