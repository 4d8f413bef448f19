import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { InputError } from '../../domain/input-error.ts';
import type { DataFolder } from './data-folder.ts';

/** Reads the embedded server's password, kept beside its files for the user of the bot only. */
export async function readPassword(folder: DataFolder): Promise<string> {
  const text = await readFile(folder.password, 'utf8').catch(() => '');
  if (text.trim() !== '') return text.trim();
  throw new InputError(
    `${folder.setting} holds a database but cannot give its password: put the file postgres.password back from your backup, readable to this user, or move the folder away to begin anew.`,
  );
}

/** Makes the password unless there is one: of several processes that do so at once, the first one's holds. */
export async function makePassword(folder: DataFolder): Promise<string> {
  const draft = `${folder.password}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  try {
    await link(draft, folder.password);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readPassword(folder);
}
