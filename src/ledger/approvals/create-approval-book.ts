import type { Kysely } from 'kysely';
import type { ApprovalBook } from '../../domain/approval.ts';
import { answerRequest, voidOthers } from './answer-request.ts';
import { askAnew, askMembers } from './ask-members.ts';
import { confirmTogether, forgetConfirmations } from './confirm-together.ts';
import { holdUnapproved, listEnded, requireApprovals } from './hold-unapproved.ts';
import {
  lapseCorrections,
  listOpenCorrections,
  listUntoldCorrections,
  markCorrectionTold,
  readCorrection,
} from './list-corrections.ts';
import { listDrafts, listOpen, listUntoldRequests, markRequestTold, readRequest } from './list-requests.ts';
import type { ApprovalTables } from './tables.ts';

export function createApprovalBook(db: Kysely<ApprovalTables>): ApprovalBook {
  return {
    async noteWriter(post, occurrence, admin) {
      const writer = { post, occurrence, admin };
      await db
        .insertInto('post_writers')
        .values(writer)
        .onConflict(conflict => conflict.doNothing())
        .execute();
    },
    ask: (post, occurrence, at) => askMembers(db, post, occurrence, at),
    request: (post, occurrence) => readRequest(db, post, occurrence),
    correction: hash => readCorrection(db, hash),
    open: async () => [...(await listOpenCorrections(db)), ...(await listOpen(db))],
    drafts: (post, occurrence) => listDrafts(db, post, occurrence),
    answer: request => answerRequest(db, request),
    keepOnly: (approvers, at) => voidOthers(db, approvers, at),
    confirm: (subject, admin, at, since) => confirmTogether(db, subject, admin, at, since),
    forget: subject => forgetConfirmations(db, subject),
    require: (campaign, needed) => requireApprovals(db, campaign, needed),
    async renew(at) {
      await askAnew(db, at);
      await holdUnapproved(db);
      await lapseCorrections(db, at);
    },
    ended: at => listEnded(db, at),
    untold: async (at, limit) =>
      [...(await listUntoldCorrections(db, at)), ...(await listUntoldRequests(db, at, limit))].slice(
        0,
        limit,
      ),
    markTold: (notice, at) =>
      notice.request.correction ? markCorrectionTold(db, notice, at) : markRequestTold(db, notice, at),
  };
}
