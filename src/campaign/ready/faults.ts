import type { Readiness, ReadyCheck } from '../../domain/readiness.ts';

/** What has to be seen to, or might have to, without what is well. */
export function faultsOf({ checks }: Readiness): readonly ReadyCheck[] {
  return checks.filter(({ verdict }) => verdict !== 'good');
}

export function describeCheck({ kind, subject, words }: ReadyCheck): string {
  return subject === undefined ? `${kind}: ${words}` : `${kind}, ${subject}: ${words}`;
}
