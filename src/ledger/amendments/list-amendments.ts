import { type Kysely, type Selectable, sql } from 'kysely';
import type { Amendment, AmendmentStep, Target, Thread } from '../../domain/amendment.ts';
import type { Receipt } from '../../domain/network.ts';
import type { AmendmentTables, StoredReceipt, StoredTarget, StoredThread } from './tables.ts';

export async function listAmendments(
  db: Kysely<AmendmentTables>,
  delivery: string,
): Promise<readonly Amendment[]> {
  const rows = await db
    .selectFrom('amendments')
    .selectAll()
    .select(sql<string | null>`extract(epoch from lease_until - clock_timestamp()) * 1000`.as('left_ms'))
    .select(sql<boolean>`correction is not null and not correction_approved(correction)`.as('awaits'))
    .where('delivery', '=', delivery)
    .orderBy('number')
    .execute();
  const steps = await db
    .selectFrom('amendment_steps')
    .selectAll()
    .where('delivery', '=', delivery)
    .orderBy('index')
    .execute();
  return rows.map(({ number, kind, admin, at, thread, ended, awaits, worker, left_ms }) => ({
    delivery,
    number,
    kind,
    admin,
    at,
    thread: toThread(thread),
    steps: steps.filter(step => step.number === number).map(toStep),
    ended,
    ...(awaits && { awaits: true as const }),
    ...(worker === null ? {} : { lease: { worker, leftMs: Number(left_ms ?? -1) } }),
  }));
}

function toStep(row: Selectable<AmendmentTables['amendment_steps']>): AmendmentStep {
  const { index, does, part, target, uploads, key, intent_at, receipt, done_at, fault } = row;
  return {
    index,
    does,
    part,
    uploads,
    done: done_at !== null,
    ...(target === null ? {} : { target: toTarget(target) }),
    ...(key === null ? {} : { key }),
    ...(intent_at === null ? {} : { intentAt: intent_at }),
    ...(receipt === null ? {} : { receipt: toReceipt(receipt) }),
    ...(fault === null ? {} : { fault }),
  };
}

function toThread({ replyTo, root }: StoredThread): Thread {
  return { ...(replyTo && { replyTo: toReceipt(replyTo) }), ...(root && { root: toReceipt(root) }) };
}

function toTarget({ receipt, lost }: StoredTarget): Target {
  return {
    ...(receipt && { receipt: toReceipt(receipt) }),
    ...(lost && { lost: { ...lost, since: new Date(lost.since) } }),
  };
}

function toReceipt(receipt: StoredReceipt): Receipt {
  return { ...receipt, at: new Date(receipt.at) };
}
