import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * How it was and how it is; and where the chain ends, so that a cut tail is noticed. Emptying the table is refused as well
 * as changing it.
 */
const statements = [
  'alter table audit add column before text, add column after text',
  `create trigger audit_not_emptied before truncate on audit
   for each statement execute function refuse_change()`,
  `create table audit_head (
    id integer primary key default 1 check (id = 1),
    sequence bigint not null,
    hash text not null,
    seal text
  )`,
  `insert into audit_head (sequence, hash)
   select sequence, hash from audit union all select 0, repeat('0', 64) order by sequence desc limit 1`,
  `create trigger audit_head_stays before delete on audit_head
   for each row execute function refuse_change()`,
  `create trigger audit_head_not_emptied before truncate on audit_head
   for each statement execute function refuse_change()`,
];

export const auditHead: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
