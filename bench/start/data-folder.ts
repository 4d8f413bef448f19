import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder that can be set back to what it was. */
export interface DataFolder extends Disposable {
  readonly path: string;
  /** Keeps what is in it now. No server may run on it. */
  keep(): void;
  /** Back to what was kept. */
  restore(): void;
}

export function createDataFolder(): DataFolder {
  const folder = mkdtempSync(join(tmpdir(), 'solidarity-bench-'));
  const path = join(folder, 'data');
  const kept = join(folder, 'kept');
  return {
    path,
    // `cp` keeps the owner: as root the database belongs to a user of its own.
    keep: () => void execFileSync('cp', ['-a', path, kept]),
    restore() {
      rmSync(path, { recursive: true, force: true });
      execFileSync('cp', ['-a', kept, path]);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
