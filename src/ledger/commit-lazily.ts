import { sql } from 'kysely';

/**
 * In the `from` of a statement: its commit is not waited for until it is on the disk. A server that dies may forget it, in
 * order: nothing that was committed later is kept without it. Only for what the ledger finds out again by itself.
 */
export const commitLazily = sql`(select set_config('synchronous_commit', 'off', true))`;
