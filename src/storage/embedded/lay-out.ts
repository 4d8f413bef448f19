import { chmod, cp, glob, lstat, mkdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { InputError } from '../../domain/input-error.ts';
import type { DataFolder } from './data-folder.ts';
import { makeWhole } from './draft-folder.ts';
import type { ServerUser } from './server-user.ts';

/** The npm package that holds PostgreSQL's programs. */
export interface BinaryPackage {
  readonly native: string;
  readonly version: string;
}

/** A library link as the package lists it; both relative to `native`, where the link stands and what it points to. */
export interface LibraryLink {
  readonly path: string;
  readonly to: string;
}

/** npm packages hold no symbolic links, so the package lists them in a file that its install script reads. */
export async function libraryLinks(native: string): Promise<LibraryLink[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  const inside = (path: string) => relative('native', path);
  return links.map(link => ({ path: inside(link.target), to: inside(link.source) }));
}

/** Copies the binaries to where the server's user can run them, once per version, and answers the folder. */
export async function layOut(source: BinaryPackage, folder: DataFolder, user: ServerUser): Promise<string> {
  const shelf = user === undefined ? join(folder.path, 'postgres.binaries') : await openShelf();
  const place = join(shelf, source.version);
  if (await exists(place)) return place;
  await mkdir(shelf, { recursive: true });
  const fill = (draft: string) => copyBinaries(source.native, draft);
  await makeWhole(shelf, 'copying-', place, fill, () => exists(place));
  return place;
}

/**
 * For root only: a folder for regenerable files that everybody may enter and nobody else may write to, since what lies
 * there is executed.
 */
async function openShelf(): Promise<string> {
  const shelves = ['/var/cache/solidarity', join(tmpdir(), 'solidarity-postgres')];
  for (const shelf of shelves) {
    await mkdir(shelf, { mode: 0o755 }).catch(() => {});
    const found = await lstat(shelf).catch(() => undefined);
    if (found?.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) {
      await chmod(shelf, 0o755);
      return shelf;
    }
  }
  throw new InputError(
    `The embedded PostgreSQL does not run as root and finds no place for its programs in ${shelves.join(' or ')}: make one of them writable, start as an ordinary user, or set DATABASE_URL.`,
  );
}

async function copyBinaries(native: string, draft: string): Promise<void> {
  const programsOnly = (path: string) => !path.endsWith('.a') && !path.endsWith('pkgconfig');
  await cp(native, draft, { recursive: true, filter: programsOnly, verbatimSymlinks: true });
  for (const link of await libraryLinks(native)) {
    const path = join(draft, link.path);
    if (!(await exists(path))) await symlink(relative(dirname(path), join(draft, link.to)), path);
  }
  await openForReading(draft);
}

/** A strict umask at install time leaves files that only their owner may read. */
async function openForReading(path: string): Promise<void> {
  await chmod(path, 0o755);
  for await (const entry of glob('**', { cwd: path, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    const runs = entry.isDirectory() || entry.parentPath.endsWith('bin');
    await chmod(file, runs ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
