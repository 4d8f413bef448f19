import type { House } from '../campaign/house.ts';
import type { TellerDependencies } from '../delivery/tell-admins.ts';
import type { Notice } from '../domain/notice.ts';

/** What has no answer is asked again after so long. */
const REPEAT_MS = 3_600_000;

/** What the admins have to hear of, from wherever it is kept. */
export function untoldNotices({
  ledger,
  book,
  approvals,
  now,
}: Pick<House, 'ledger' | 'book' | 'approvals' | 'now'>): TellerDependencies['ledger'] {
  return {
    async untold(limit) {
      const repeatBefore = new Date(now().getTime() - REPEAT_MS);
      const ofLedger = await ledger.untold(limit, repeatBefore);
      const toApprove = (await approvals?.untold(now(), limit)) ?? [];
      return [...ofLedger, ...toApprove, ...(await book.untold(limit))].slice(0, limit);
    },
    async markTold(notice: Notice, at: Date) {
      if (notice.kind === 'approval') await approvals?.markTold(notice, at);
      else if (notice.kind === 'reading waits' || notice.kind === 'source broken')
        await book.markTold(notice, at);
      else await ledger.markTold(notice, at);
    },
  };
}
