import { constants } from 'node:fs';
import { access, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../domain/input-error.ts';

/** What the embedded server keeps in DATA_DIR. All paths absolute. */
export interface DataFolder {
  /** As the person gave it, for messages: `DATA_DIR (/srv/bot)`. */
  readonly setting: string;
  readonly path: string;
  /** The files of PostgreSQL itself. */
  readonly cluster: string;
  readonly password: string;
  readonly log: string;
}

/** Makes DATA_DIR if it is missing. Fails with `InputError` when it cannot be used. */
export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  const setting = `DATA_DIR (${resolve(dataDir)})`;
  const refuse = (error: NodeJS.ErrnoException): never => {
    throw new InputError(unusable(setting, error.code));
  };
  const path = await makeFolder(resolve(dataDir)).catch(refuse);
  await access(path, constants.R_OK | constants.W_OK).catch(refuse);
  return {
    setting,
    path,
    cluster: join(path, 'postgres'),
    password: join(path, 'postgres.password'),
    log: join(path, 'postgres.log'),
  };
}

/** Step by step, since Node's own recursive `mkdir` never returns below `/proc`. Answers the path without links. */
async function makeFolder(path: string): Promise<string> {
  if ((await stat(path).catch(() => undefined)) === undefined) {
    if (dirname(path) !== path) await makeFolder(dirname(path));
    await mkdir(path, { mode: 0o700 }).catch(error => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  if (!(await stat(path)).isDirectory()) throw Object.assign(new Error(path), { code: 'ENOTDIR' });
  await access(path, constants.X_OK);
  return realpath(path);
}

function unusable(setting: string, code: string | undefined): string {
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return `${setting} is a file or lies below one: set DATA_DIR to a folder.`;
  }
  return `${setting} cannot be written (${code}): set DATA_DIR to a folder that this user may write to.`;
}
