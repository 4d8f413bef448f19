/**
 * How long a server that is gone stays away. Shortened, it is still longer than any command or reconnection waits, every
 * query fails, and leases are in doubt; with `GONE_FOR_A_MINUTE=1` it is the whole minute.
 */
export const GONE_MS = process.env.GONE_FOR_A_MINUTE ? 60_000 : 6_000;
