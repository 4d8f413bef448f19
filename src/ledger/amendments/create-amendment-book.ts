import type { Kysely } from 'kysely';
import type { AmendmentBook } from '../../domain/amendment.ts';
import type { LedgerTables } from '../tables.ts';
import { beginAmendment } from './begin-amendment.ts';
import { claimAmendment, recordStepIntent } from './claim-amendment.ts';
import { findHalt } from './find-halt.ts';
import { listAmendments } from './list-amendments.ts';
import { recordStepDone, recordStepFault, recordStepUpload, releaseAmendment } from './record-step.ts';
import { redraft, refreeze } from './redraft.ts';
import type { AmendmentTables } from './tables.ts';

export function createAmendmentBook(db: Kysely<AmendmentTables & LedgerTables>): AmendmentBook {
  return {
    list: delivery => listAmendments(db, delivery),
    async begin(amendment) {
      const number = await beginAmendment(db, amendment);
      const begun = (await listAmendments(db, amendment.delivery)).find(known => known.number === number);
      if (begun === undefined) throw new Error('an amendment was not written');
      return begun;
    },
    claim: (amendment, worker, leaseMs, instead) => claimAmendment(db, amendment, worker, leaseMs, instead),
    recordIntent: (amendment, index, intent) => recordStepIntent(db, amendment, index, intent),
    recordUpload: (amendment, index, upload) => recordStepUpload(db, amendment, index, upload),
    recordDone: (amendment, index, receipt) => recordStepDone(db, amendment, index, receipt),
    recordFault: (amendment, index, fault, open) => recordStepFault(db, amendment, index, fault, open),
    refreeze: (occurrence, posts) => refreeze(db, occurrence, posts),
    redraft: (delivery, draft) => redraft(db, delivery, draft),
    heldBy: delivery => findHalt(db, delivery),
    release: amendment => releaseAmendment(db, amendment),
  };
}
