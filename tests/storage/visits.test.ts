import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const PROCESSES = 6;
const VISITS = 6;

/** What a process that failed said last; undefined when all its visits went well. */
async function visit(dataDir: string): Promise<string | undefined> {
  const script = fileURLToPath(new URL('./visits-process.ts', import.meta.url));
  const ran = promisify(execFile)(process.execPath, [script, dataDir, String(VISITS)], { timeout: 110_000 });
  return ran.then(
    () => undefined,
    ({ stderr, signal }: { stderr: string; signal: string | null }) => stderr.trim() || `ended by ${signal}`,
  );
}

test('processes that open and close one DATA_DIR in each other’s way never fail, and leave nothing behind', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'solidarity-visits-'));
  try {
    const complaints = await Promise.all(Array.from({ length: PROCESSES }, () => visit(dataDir)));
    expect(complaints.filter(complaint => complaint !== undefined)).toEqual([]);
    expect((await readdir(dataDir)).sort()).toEqual(['postgres', 'postgres.log', 'postgres.password']);
    expect(await readdir(join(dataDir, 'postgres'))).not.toContain('postmaster.pid');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}, 120_000);
