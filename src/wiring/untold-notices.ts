import type { House } from '../campaign/house.ts';
import type { TellerDependencies } from '../delivery/tell-admins.ts';
import type { IncidentBook } from '../domain/incident.ts';
import type { Notice } from '../domain/notice.ts';
import type { ReadinessBook } from '../domain/readiness.ts';

/** What has no answer is asked again after so long. */
const REPEAT_MS = 3_600_000;

/** What the admins have to hear of, from wherever it is kept. */
export function untoldNotices(
  { ledger, book, approvals, now }: Pick<House, 'ledger' | 'book' | 'approvals' | 'now'>,
  incidents: IncidentBook,
  readiness: Pick<ReadinessBook, 'untold' | 'markTold'>,
): TellerDependencies['ledger'] {
  return {
    async untold(limit) {
      const repeatBefore = new Date(now().getTime() - REPEAT_MS);
      const ofLedger = await ledger.untold(limit, repeatBefore);
      const toApprove = (await approvals?.untold(now(), limit)) ?? [];
      const ofIncidents = (await incidents.untold(limit)).map(toNotice);
      const looks = await readiness.untold(limit);
      const ofFigures = await book.untold(limit, repeatBefore);
      return [...ofLedger, ...toApprove, ...ofFigures, ...ofIncidents, ...looks].slice(0, limit);
    },
    async markTold(notice, at) {
      switch (notice.kind) {
        case 'approval':
          return approvals?.markTold(notice, at);
        case 'reading waits':
        case 'source broken':
          return book.markTold(notice, at);
        case 'readiness':
          return readiness.markTold(notice, at);
        case 'incident':
          return incidents.markTold(notice.incident, at);
        default:
          return ledger.markTold(notice, at);
      }
    },
  };
}

function toNotice(incident: Parameters<IncidentBook['raise']>[0]): Notice {
  return { kind: 'incident', incident };
}
