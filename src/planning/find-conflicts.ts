import type { Delivery } from '../domain/delivery.ts';

type Timed = Pick<Delivery, 'id' | 'post' | 'place' | 'dueAt'>;

/** Two posts that stand too close in one place. */
export interface Conflict {
  readonly wanted: Timed;
  readonly other: Timed;
}

/** Which of the wanted deliveries come nearer than `minGapMs` to another one of the same place. */
export function findConflicts(
  wanted: readonly Timed[],
  others: readonly Timed[],
  minGapMs: number,
): readonly Conflict[] {
  return wanted.flatMap(each =>
    others
      .filter(({ id, place }) => id !== each.id && place === each.place)
      .filter(({ dueAt }) => Math.abs(dueAt.getTime() - each.dueAt.getTime()) < minGapMs)
      .map(other => ({ wanted: each, other })),
  );
}
