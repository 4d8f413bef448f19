import type { House } from './campaign/house.ts';
import type { TellerDependencies } from './delivery/tell-admins.ts';
import type { Notice } from './domain/notice.ts';

/** What the admins have to hear of, from wherever it is kept. */
export function untoldNotices({
  ledger,
  book,
}: Pick<House, 'ledger' | 'book'>): TellerDependencies['ledger'] {
  return {
    untold: async limit => [...(await ledger.untold(limit)), ...(await book.untold(limit))].slice(0, limit),
    markTold: (notice: Notice, at: Date) =>
      notice.kind === 'reading waits' || notice.kind === 'source broken'
        ? book.markTold(notice, at)
        : ledger.markTold(notice, at),
  };
}
