import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../../domain/input-error.ts';
import type { DataFolder } from './data-folder.ts';

/** Under whose rights PostgreSQL runs; undefined: those of this process. */
export type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

/** Unprivileged users that systems bring along, the most fitting first. */
const CANDIDATES = ['postgres', 'nobody', 'daemon'];

/**
 * PostgreSQL refuses to run as root. Root runs it as the owner of the files that are there already, or else as an
 * unprivileged user that the system has; none is created.
 */
export async function chooseServerUser(folder: DataFolder): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return undefined;
  const files = await stat(folder.cluster).catch(() => undefined);
  if (files !== undefined && files.uid !== 0) return { uid: files.uid, gid: files.gid };
  const users = parseUsers(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const user = CANDIDATES.map(name => users.get(name)).find(found => found !== undefined);
  if (user !== undefined) return user;
  throw new InputError(
    `PostgreSQL does not run as root, and this system has none of the users ${CANDIDATES.join(', ')}: start as an ordinary user or set DATABASE_URL.`,
  );
}

function parseUsers(passwd: string): Map<string, { uid: number; gid: number }> {
  const users = new Map<string, { uid: number; gid: number }>();
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && Number(uid) > 0 && Number(gid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}
