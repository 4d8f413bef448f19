import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDataFolder } from '../../src/storage/embedded/data-folder.ts';
import { layOut } from '../../src/storage/embedded/lay-out.ts';

async function makePackage(native: string): Promise<void> {
  await mkdir(join(native, 'bin'), { recursive: true, mode: 0o700 });
  await mkdir(join(native, 'lib', 'pkgconfig'), { recursive: true, mode: 0o700 });
  await writeFile(join(native, 'bin', 'postgres'), '#!/bin/sh\n', { mode: 0o700 });
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o600 });
  await writeFile(join(native, 'lib', 'libpq.a'), 'for linking only', { mode: 0o600 });
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
}

test('a package whose install script did not run is copied with its links, for everybody to run', async () => {
  const root = await mkdtemp(join(tmpdir(), 'solidarity-lay-out-'));
  const native = join(root, 'native');
  await makePackage(native);
  const folder = await openDataFolder(join(root, 'data'));
  const place = await layOut({ native, version: '18.0.0' }, folder, undefined);
  expect(await readlink(join(place, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
  expect(await readFile(join(place, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
  expect((await stat(join(place, 'bin', 'postgres'))).mode & 0o777).toBe(0o755);
  expect((await stat(join(place, 'lib'))).mode & 0o777).toBe(0o755);
  expect((await stat(join(place, 'lib', 'libpq.so.5.18'))).mode & 0o777).toBe(0o644);
  expect((await readdir(join(place, 'lib'))).sort()).toEqual(['libpq.so.5', 'libpq.so.5.18']);
  await rm(native, { recursive: true });
  expect(await layOut({ native, version: '18.0.0' }, folder, undefined)).toBe(place);
  expect(await readdir(join(folder.path, 'postgres.binaries'))).toEqual(['18.0.0']);
  await rm(root, { recursive: true });
});
