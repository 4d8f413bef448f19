import type { Kysely } from 'kysely';
import type { HeadSeal } from '../domain/audit.ts';
import type { Ledger } from '../domain/ledger.ts';
import { appendAudit, readAuditTrail } from './audit-trail.ts';
import { countCrowd, waiveCrowd } from './count-crowd.ts';
import { freezePost, readFrozenPost } from './freeze-post.ts';
import { addHold, liftHold, listHolds, listReleasable, recordCircuit } from './hold-places.ts';
import { claimDelivery, listLeased, renewLease } from './lease-delivery.ts';
import { countDeliveries, listDeliveries } from './list-deliveries.ts';
import { listUntold, markTold } from './list-untold.ts';
import { listWaitingPosts } from './list-waiting-posts.ts';
import { markScheduled, moveDelivery } from './move-delivery.ts';
import { planDeliveries } from './plan-deliveries.ts';
import { readDelivery } from './read-delivery.ts';
import { recordIntent } from './record-intent.ts';
import {
  clearIntent,
  readLastReceipt,
  recordNoAnswer,
  recordReceipt,
  recordUpload,
} from './record-outcome.ts';
import { refreezePost, waiveStale } from './refreeze-post.ts';
import type { LedgerTables } from './tables.ts';

/** `seal`: marks the end of the audit as ours. */
export function createLedger(db: Kysely<LedgerTables>, seal?: HeadSeal): Ledger {
  return {
    freezePost: (occurrence, post) => freezePost(db, occurrence, post),
    frozenPost: (occurrence, post, language) => readFrozenPost(db, occurrence, post, language),
    refreezePost: (occurrence, posts, planned) => refreezePost(db, occurrence, posts, planned),
    waiveStale: (post, occurrence) => waiveStale(db, post, occurrence),
    plan: deliveries => planDeliveries(db, deliveries),
    read: id => readDelivery(db, id),
    list: filter => listDeliveries(db, filter),
    count: filter => countDeliveries(db, filter),
    waitingPosts: () => listWaitingPosts(db),
    markScheduled: ids => markScheduled(db, ids),
    move: (id, from, to, change = {}, version) =>
      moveDelivery(db, { id, from, to, change, ...(version === undefined ? {} : { version }) }),
    claim: (id, version, worker, leaseMs) => claimDelivery(db, id, version, worker, leaseMs),
    renew: (id, version, leaseMs) => renewLease(db, id, version, leaseMs),
    leased: () => listLeased(db),
    recordIntent: (id, version, intent) => recordIntent(db, id, version, intent),
    recordNoAnswer: (id, index, tookMs) => recordNoAnswer(db, id, index, tookMs),
    clearIntent: (id, index, tookMs) => clearIntent(db, id, index, tookMs),
    recordUpload: (id, index, upload) => recordUpload(db, id, index, upload),
    recordReceipt: (id, index, receipt, tookMs) => recordReceipt(db, id, index, receipt, tookMs),
    lastReceipt: place => readLastReceipt(db, place),
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
