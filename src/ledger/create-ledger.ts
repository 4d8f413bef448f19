import type { Kysely } from 'kysely';
import type { HeadSeal } from '../domain/audit.ts';
import type { Ledger } from '../domain/ledger.ts';
import { appendAudit, readAuditTrail } from './audit-trail.ts';
import { countCrowd, waiveCrowd } from './count-crowd.ts';
import { createDatabaseTime, type DatabaseTime } from './database-time.ts';
import { freezePost, readFrozenPost } from './freeze-post.ts';
import { createGathering } from './gather.ts';
import { addHold, liftHold, listHolds, listReleasable, recordCircuit } from './hold-places.ts';
import { type Claim, claimDeliveries, listLeased, renewLease } from './lease-delivery.ts';
import { countDeliveries, listDeliveries, listWaitingNetworks } from './list-deliveries.ts';
import { listUntold, markTold } from './list-untold.ts';
import { listWaitingPosts } from './list-waiting-posts.ts';
import { type Move, markScheduled, moveDeliveries } from './move-delivery.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { readDeliveries } from './read-delivery.ts';
import { countCall, forgetCalls, recordAllowances } from './record-allowances.ts';
import { type AskedIntent, recordIntents } from './record-intent.ts';
import {
  clearIntent,
  type NewReceipt,
  readLastReceipt,
  recordNoAnswer,
  recordReceipts,
  recordUpload,
} from './record-outcome.ts';
import { refreezePost, waiveStale } from './refreeze-post.ts';
import { settleByWord } from './settle-by-word.ts';
import type { LedgerTables } from './tables.ts';

/** `seal`: marks the end of the audit as ours. */
export function createLedger(db: Kysely<LedgerTables>, seal?: HeadSeal): Ledger {
  const time = createDatabaseTime();
  const together = gatherWork(db, time);
  const ended = (delivery: string, index: number, endedAt: number | undefined) => ({
    delivery,
    index,
    endedMs: endedAt === undefined ? undefined : time.toDatabase(endedAt),
  });
  return {
    freezePost: (occurrence, post) => freezePost(db, occurrence, post),
    frozenPost: (occurrence, post, language) => readFrozenPost(db, occurrence, post, language),
    refreezePost: (occurrence, posts, planned) => refreezePost(db, occurrence, posts, planned),
    waiveStale: (post, occurrence) => waiveStale(db, post, occurrence),
    plan: deliveries => planDeliveries(db, deliveries),
    read: together.read,
    list: filter => listDeliveries(db, filter),
    count: filter => countDeliveries(db, filter),
    waitingNetworks: () => listWaitingNetworks(db),
    waitingPosts: () => listWaitingPosts(db),
    markScheduled: ids => markScheduled(db, ids),
    move: (id, from, to, change = {}, version) => together.move({ id, from, to, change, version }),
    settle: (id, from, to, change, version, word) =>
      settleByWord(db, { id, from, to, change, version }, word),
    claim: (id, version, worker, leaseMs) => together.claim({ id, version, worker, leaseMs }),
    renew: (id, version, leaseMs) => renewLease(db, id, version, leaseMs),
    leased: () => listLeased(db),
    recordIntent: (delivery, version, intent) => together.recordIntent({ delivery, version, intent }),
    recordNoAnswer: (id, index, endedAt, at) => recordNoAnswer(db, ended(id, index, endedAt), at),
    clearIntent: (id, index, endedAt) => clearIntent(db, ended(id, index, endedAt)),
    recordUpload: (id, index, upload) => recordUpload(db, id, index, upload),
    recordReceipt: (id, index, receipt, endedAt) =>
      together.recordReceipt({ ...ended(id, index, endedAt), receipt }),
    recordAllowances: (network, allowances, endedAt) =>
      recordAllowances(db, network, allowances, endedAt === undefined ? undefined : time.toDatabase(endedAt)),
    countCall: network => countCall(db, network),
    forgetCalls: olderThanMs => forgetCalls(db, olderThanMs),
    lastReceipt: (place, before) => readLastReceipt(db, place, before),
    hold: hold => addHold(db, hold),
    lift: (scope, kind) => liftHold(db, scope, kind),
    holds: () => listHolds(db),
    releasable: () => listReleasable(db),
    recordCircuit: (place, circuit) => recordCircuit(db, place, circuit),
    untold: (limit, repeatBefore) => listUntold(db, limit, repeatBefore),
    markTold: (notice, at) => markTold(db, notice, at),
    crowd: (campaign, now) => countCrowd(db, campaign, now),
    waiveCrowd: (campaign, now) => waiveCrowd(db, campaign, now),
    audit: entry => appendAudit(db, entry, seal),
    auditTrail: limit => readAuditTrail(db, limit),
  };
}

/** What every delivery of a crowd needs: done for all together that ask at the same time. */
function gatherWork(db: Kysely<LedgerTables>, time: DatabaseTime) {
  return {
    read: createGathering({
      perform: (ids: readonly string[]) => readDeliveries(db, ids),
      keyOf: id => id,
    }),
    claim: createGathering({
      perform: (claims: readonly Claim[]) => claimDeliveries(db, claims),
      keyOf: ({ id }) => id,
    }),
    recordIntent: createGathering({
      perform: (asked: readonly AskedIntent[]) => recordIntents(db, time, asked),
      keyOf: ({ delivery }) => delivery,
    }),
    recordReceipt: createGathering({
      perform: (receipts: readonly NewReceipt[]) => recordReceipts(db, receipts),
      keyOf: ({ delivery, index }) => `${delivery} ${index}`,
    }),
    move: createGathering({
      perform: (moves: readonly Move[]) => moveDeliveries(db, moves),
      keyOf: ({ id }) => id,
    }),
  };
}
