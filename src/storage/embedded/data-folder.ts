import { constants } from 'node:fs';
import { access, mkdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
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
  await mkdir(dataDir, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(unusable(setting, error.code));
  });
  if (!(await stat(dataDir)).isDirectory()) throw new InputError(unusable(setting, 'ENOTDIR'));
  await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK).catch(
    (error: NodeJS.ErrnoException) => {
      throw new InputError(unusable(setting, error.code));
    },
  );
  const path = await realpath(dataDir);
  return {
    setting,
    path,
    cluster: join(path, 'postgres'),
    password: join(path, 'postgres.password'),
    log: join(path, 'postgres.log'),
  };
}

function unusable(setting: string, code: string | undefined): string {
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return `${setting} is a file or lies below one: set DATA_DIR to a folder.`;
  }
  return `${setting} cannot be written (${code}): set DATA_DIR to a folder that this user may write to.`;
}
