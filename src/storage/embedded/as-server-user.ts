import { platform } from 'node:os';
import type { ServerUser } from './server-user.ts';

/** How a program of PostgreSQL is started on a folder. */
export interface Inherited {
  /** What the program is told its folder is. */
  readonly folder: string;
  readonly options: {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    readonly uid?: number;
    readonly gid?: number;
    readonly windowsHide: true;
  };
}

/**
 * DATA_DIR may lie below a folder that the server's user cannot enter, such as root's home, and its parents' permissions are
 * not ours to change. So the program inherits the folder as its working directory, entered while still root, and knows it
 * by the name under which Linux lets every process reach its own working directory. PostgreSQL never leaves that directory.
 */
export function asServerUser(folder: string, user: ServerUser): Inherited {
  const env = { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C', TZ: 'UTC' };
  const options = { cwd: folder, env, windowsHide: true } as const;
  if (user === undefined) return { folder, options };
  return {
    folder: platform() === 'linux' ? '/proc/self/cwd' : folder,
    options: { ...options, uid: user.uid, gid: user.gid },
  };
}
