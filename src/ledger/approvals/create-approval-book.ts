import type { Kysely } from 'kysely';
import type { ApprovalBook } from '../../domain/approval.ts';
import { answerRequest, voidOthers } from './answer-request.ts';
import { askAnew, askMembers } from './ask-members.ts';
import { confirmTogether, forgetConfirmations } from './confirm-together.ts';
import { holdUnapproved, listEnded, requireApprovals } from './hold-unapproved.ts';
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
    open: () => listOpen(db),
    drafts: (post, occurrence) => listDrafts(db, post, occurrence),
    answer: request => answerRequest(db, request),
    keepOnly: (approvers, at) => voidOthers(db, approvers, at),
    confirm: (subject, admin, at, since) => confirmTogether(db, subject, admin, at, since),
    forget: subject => forgetConfirmations(db, subject),
    require: (campaign, needed) => requireApprovals(db, campaign, needed),
    async renew(at) {
      await askAnew(db, at);
      await holdUnapproved(db);
    },
    ended: at => listEnded(db, at),
    untold: (at, limit) => listUntoldRequests(db, at, limit),
    markTold: (notice, at) => markRequestTold(db, notice, at),
  };
}
