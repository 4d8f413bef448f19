import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { InputError } from '../domain/input-error.ts';

/** A folder from which files are read, and nothing outside it. */
export interface Folder {
  /** As people see it in a fault: relative to the folder that they named. */
  readonly label: string;
  readonly path: string;
}

/** A text longer than this is no text of a campaign. Bytes. */
const MAX_TEXT_BYTES = 512 * 1024;

/** The regular files of a folder by name. A link that leads out of the folder is refused when it is read. */
export async function listFiles(folder: Folder): Promise<readonly string[]> {
  const entries = await readdir(folder.path, { withFileTypes: true });
  return entries
    .filter(entry => !entry.name.startsWith('.') && !entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/**
 * Where a file of the folder really is.
 * @throws InputError if the name leads out of the folder, if there is no such file, or if it is no regular file.
 */
export async function locate(folder: Folder, name: string): Promise<string> {
  const shown = `${folder.label}/${name}`;
  if (isAbsolute(name) || name.split(/[\\/]/).includes('..') || name.includes('\0')) {
    throw new InputError(
      `${shown}: the name leads out of the campaign's folder: put the file into ${folder.label}/.`,
    );
  }
  const root = await realpath(folder.path);
  const path = await realpath(join(root, name)).catch(() => undefined);
  if (path === undefined)
    throw new InputError(`${shown}: there is no such file: add it or correct the name.`);
  const inside = relative(root, path);
  if (inside === '' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    throw new InputError(
      `${shown}: the link leads out of the campaign's folder: put the file itself into ${folder.label}/.`,
    );
  }
  if (!(await lstat(path)).isFile()) throw new InputError(`${shown}: this is no file: put a file there.`);
  return path;
}

/**
 * A text of the folder, as UTF-8.
 * @throws InputError as `locate`, and if the file is too large or not UTF-8.
 */
export async function readText(folder: Folder, name: string): Promise<string> {
  const shown = `${folder.label}/${name}`;
  const path = await locate(folder, name);
  if ((await lstat(path)).size > MAX_TEXT_BYTES) {
    throw new InputError(`${shown}: the file is larger than ${MAX_TEXT_BYTES / 1024} KiB: make it shorter.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)).replace(/\r\n?/g, '\n');
  } catch (error) {
    if (error instanceof TypeError)
      throw new InputError(`${shown}: the file is not UTF-8: save it as UTF-8.`);
    throw error;
  }
}
