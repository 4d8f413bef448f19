import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Json } from '../domain/json.ts';

/** Where a sandbox network is kept while its bot is away. */
export interface SnapshotFile {
  read(): Promise<Json | undefined>;
  /** Atomic: a reader sees the old state or the new one, never half of it. */
  write(snapshot: Json): Promise<void>;
}

export function createSnapshotFile(path: string): SnapshotFile {
  let written = '';
  let turn: Promise<void> = Promise.resolve();

  async function replace(text: string): Promise<void> {
    if (text === written) return;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.new`, text, { mode: 0o600 });
    await rename(`${path}.new`, path);
    written = text;
  }

  return {
    async read() {
      try {
        return JSON.parse(await readFile(path, 'utf8')) as Json;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write(snapshot) {
      const text = JSON.stringify(snapshot);
      turn = turn.catch(() => undefined).then(() => replace(text));
      return turn;
    },
  };
}
