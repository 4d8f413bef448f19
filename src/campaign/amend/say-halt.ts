import type { Hold } from '../../domain/hold.ts';
import { nameOfScope } from '../halt/read-scope.ts';

/** Why nothing of a correction is called, and what to do. `goesOn`: by itself, once that is lifted. */
export function sayHalt({ kind, scope }: Hold, { goesOn }: { readonly goesOn: boolean }): string {
  if (kind === 'lockdown') {
    const then = goesOn ? 'it goes on when that is undone' : 'undo that, then correct it again';
    return `everything is locked down: ${then}`;
  }
  if (kind === 'credentials') {
    const then = goesOn ? 'it goes on when they are renewed' : 'renew them, then correct it again';
    return `the credentials of ${nameOfScope(scope)} were refused: ${then}`;
  }
  const then = goesOn ? 'it goes on when that is resumed' : 'resume that, then correct it again';
  return scope === 'all' ? `everything is stopped: ${then}` : `${nameOfScope(scope)} is paused: ${then}`;
}
