/**
 * What this process knows of the database's clock, from the answers that told it. A moment is converted with the bound
 * that errs to the safe side: later, never earlier.
 */
export interface DatabaseTime {
  /** An answer said what time it was in the database, in milliseconds since the epoch. By `performance.now()`: between asking and hearing. */
  tells(databaseMs: number, askedAt: number, heardAt: number): void;
  /** The database's moment by `performance.now()` of this process. */
  toProcess(databaseMs: number): number;
  /** The process' moment by the database's clock. Undefined before the first answer. */
  toDatabase(at: number): number | undefined;
}

interface Bounds {
  readonly at: number;
  /** How far the database's clock is ahead of the process': at least, at most. */
  readonly least: number;
  readonly most: number;
}

/** Clocks drift: what is older is forgotten. */
const REMEMBER_MS = 30_000;
const REMEMBER = 32;

export function createDatabaseTime(): DatabaseTime {
  let known: readonly Bounds[] = [];
  const least = () => Math.max(...known.map(bounds => bounds.least));
  const most = () => Math.min(...known.map(bounds => bounds.most));
  return {
    tells(databaseMs, askedAt, heardAt) {
      const newest = { at: heardAt, least: databaseMs - heardAt, most: databaseMs - askedAt };
      const recent = known.filter(({ at }) => at > heardAt - REMEMBER_MS).slice(1 - REMEMBER);
      known = [...recent, newest];
      // One of the clocks was set: only the newest answer knows of it.
      if (least() > most()) known = [newest];
    },
    toProcess: databaseMs => databaseMs - least(),
    toDatabase: at => (known.length === 0 ? undefined : at + most()),
  };
}
