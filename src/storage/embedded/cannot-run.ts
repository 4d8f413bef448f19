import { InputError } from '../../domain/input-error.ts';

/** A program of PostgreSQL that did not even begin: another C library, a file system without execution. */
export function cannotRun(program: string, error: NodeJS.ErrnoException): InputError {
  return new InputError(
    `The embedded PostgreSQL does not run on this system (${error.code} for ${program}): set DATABASE_URL to a server.`,
  );
}
