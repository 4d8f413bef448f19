import { createHash, randomUUID } from 'node:crypto';
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Correction, CorrectionBook, ProposedCorrection } from '../../domain/approval.ts';
import type { Post } from '../../domain/post.ts';
import { writeAmendment } from '../amendments/begin-amendment.ts';
import type { AmendmentTables } from '../amendments/tables.ts';
import { noteEnded } from '../incidents/end-incidents.ts';
import { listUnfinishedOf } from '../incidents/list-unfinished.ts';
import type { ApprovalTables } from './tables.ts';

type Tables = ApprovalTables & AmendmentTables;

/** Something of it was called. */
const begun = sql<boolean>`exists (select from amendments join amendment_steps using (delivery, number)
  where correction = corrections.hash and intent_at is not null)`;

/** It can still be approved: nothing of it was ended by another change of what is out. */
export const standsOpen: RawBuilder<boolean> = sql`(corrections.ended_at is null and not exists (
  select from amendments where correction = corrections.hash and ended))`;

/** So much of it is not carried out; where a step could not be made, a person has to ask again. */
const left = (more: RawBuilder<unknown>) => sql`exists (select from amendments unfinished
  where correction = corrections.hash and not ended and ${more})`;
const hasFailed = sql`exists (select from amendment_steps steps where steps.delivery = unfinished.delivery
  and steps.number = unfinished.number and done_at is null and fault is not null)`;

/** Approved, and of something of it only nobody came to it: it was cut short, is stopped, or is not noted as ended yet. */
export const isUnderWay: RawBuilder<boolean> = sql`(correction_approved(corrections.hash)
  and (${left(sql`not ${hasFailed}`)} or not ${left(sql`true`)}))`;

export function createCorrectionBook(db: Kysely<Tables>): CorrectionBook {
  return {
    propose: correction => propose(db, correction),
    approved: () => list(db, sql`ended_at is null and ${isUnderWay}`),
    read: async hash => (await list(db, sql`hash = ${hash}`))[0],
    async posts() {
      const rows = await db
        .selectFrom('corrections')
        .select('post')
        .distinct()
        .where('ended_at', 'is', null)
        .execute();
      return rows.map(({ post }) => post);
    },
    async finish(hash, at) {
      const { numAffectedRows = 0n } = await sql`update corrections set ended_at = ${at}
        where hash = ${hash} and ended_at is null
          and not exists (select from amendments where correction = ${hash} and not ended)`.execute(db);
      return numAffectedRows > 0n;
    },
    keepOnly: (askers, at) =>
      db
        .transaction()
        .execute(transaction =>
          endCorrections(transaction, sql`not admin = any(${[...askers]}::text[]) and not ${begun}`, at),
        ),
  };
}

/** Ends what was not carried out; its amendments end with it. Of what was approved the admins hear what was not made. */
export async function endCorrections(
  transaction: Transaction<ApprovalTables>,
  which: RawBuilder<unknown>,
  at: Date,
): Promise<readonly Pick<Correction, 'post' | 'occurrence'>[]> {
  const { rows } = await sql<{ post: string; occurrence: string; hash: string; approved: boolean }>`
    update corrections set ended_at = ${at} where ended_at is null and ${which}
    returning post, occurrence, hash, correction_approved(hash) or ${begun} as approved`.execute(transaction);
  const approved = rows.filter(row => row.approved).map(({ hash }) => hash);
  for (const { subject, why } of await listUnfinishedOf(transaction, approved)) {
    await noteEnded(transaction, { kind: 'amendment', subject, why });
  }
  const hashes = rows.map(({ hash }) => hash);
  await sql`update amendments set ended = true where correction = any(${hashes}::text[])`.execute(
    transaction,
  );
  return rows.map(({ post, occurrence }) => ({ post, occurrence }));
}

function propose(db: Kysely<Tables>, proposed: ProposedCorrection): Promise<'asked' | 'busy'> {
  const { post, occurrence, admin, at, needed, lateAt, posts, amendments } = proposed;
  const said = amendments.map(({ delivery, kind, thread, steps }) => ({ delivery, kind, thread, steps }));
  const content = sha256(JSON.stringify([needed, said]));
  // Asked for again after a rejection it is another one, which nobody has answered.
  const hash = sha256(`${content} ${randomUUID()}`);
  return db.transaction().execute(async transaction => {
    await sql`select pg_advisory_xact_lock(hashtext('correct ' || ${post} || '/' || ${occurrence}))`.execute(
      transaction,
    );
    const { rows } = await sql<{ same: boolean; busy: boolean }>`
      select content = ${content} and late_at >= ${at} and ${standsOpen} as same,
        ${isUnderWay} as busy from corrections
      where post = ${post} and occurrence = ${occurrence} and ended_at is null for update`.execute(
      transaction,
    );
    if (rows[0]?.busy === true) return 'busy';
    if (rows[0]?.same === true) return 'asked';
    await endCorrections(transaction, sql`post = ${post} and occurrence = ${occurrence}`, at);
    const asked = {
      hash,
      content,
      admin,
      needed,
      posts: JSON.stringify(posts),
      asked_at: at,
      late_at: lateAt,
    };
    const fresh = { ...asked, told_at: null, settled_told_at: null, ended_at: null };
    await transaction
      .insertInto('corrections')
      .values({ post, occurrence, ...fresh })
      .onConflict(conflict => conflict.columns(['post', 'occurrence']).doUpdateSet(fresh))
      .execute();
    for (const amendment of amendments) await writeAmendment(transaction, amendment, hash);
    return 'asked';
  });
}

async function list(db: Kysely<Tables>, where: RawBuilder<unknown>): Promise<readonly Correction[]> {
  const { rows } = await sql<Correction & { readonly posts: readonly Post[] }>`
    select post, occurrence, admin, hash, posts,
      array(select delivery from amendments where correction = corrections.hash order by delivery) as deliveries
    from corrections where ${where} order by asked_at`.execute(db);
  return rows;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
