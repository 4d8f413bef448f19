import type { Storage } from './storage.ts';
import { CONTROL_LOCK } from './take-control.ts';

export interface ProbedDatabase {
  /** By how many milliseconds its clock is ahead of this machine's. */
  readonly aheadMs: number;
  readonly writable: boolean;
}

export async function probeDatabase({ pool }: Pick<Storage, 'pool'>): Promise<ProbedDatabase> {
  const asked = Date.now();
  const { rows } = await pool.query<{ now: Date; writable: boolean }>(
    `select clock_timestamp() as now,
      not pg_is_in_recovery() and not current_setting('default_transaction_read_only')::boolean as writable`,
  );
  const middle = (asked + Date.now()) / 2;
  const [row] = rows;
  return {
    aheadMs: Math.round((row?.now.getTime() ?? Number.NaN) - middle),
    writable: row?.writable ?? false,
  };
}

/** Has a bot control of this database? */
export async function isControlled({ pool }: Pick<Storage, 'pool'>): Promise<boolean> {
  const { rows } = await pool.query(
    `select from pg_locks where locktype = 'advisory' and granted and classid = $1 and objid = $2
      and database = (select oid from pg_database where datname = current_database())`,
    [...CONTROL_LOCK],
  );
  return rows.length > 0;
}
