import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';

/** The maker's process number may be in use again, but nothing that is made here takes so long. */
const ABANDONED_MS = 10 * 60_000;

/**
 * Makes a folder whole or not at all: it is filled beside its place and moved into it, so that a kill half-way leaves
 * nothing that looks finished, and of several processes that make the same one wins.
 *
 * @param isThere does the place hold the finished folder, of whoever made it?
 */
export async function makeWhole(
  parent: string,
  prefix: string,
  place: string,
  fill: (draft: string) => Promise<void>,
  isThere: () => Promise<boolean>,
): Promise<void> {
  await removeAbandoned(parent, prefix);
  const draft = join(parent, `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(draft, { mode: 0o700 });
    await fill(draft);
    await rename(draft, place).catch(async error => {
      if (!(await isThere())) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** What a process that is no more has left behind, files beside its draft included. */
export async function removeAbandoned(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue;
    const path = join(parent, name);
    const madeAt = (await stat(path).catch(() => undefined))?.mtimeMs ?? Date.now();
    const maker = Number.parseInt(name.slice(prefix.length), 10);
    const abandoned = !isAlive(maker) || Date.now() - madeAt > ABANDONED_MS;
    if (abandoned) await rm(path, { recursive: true, force: true });
  }
}
