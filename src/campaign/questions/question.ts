import type { Delivery } from '../../domain/delivery.ts';

/** What a person may answer, by the state that asks. */
export const ANSWERS = {
  unknown: ['it is there', 'send again'],
  missed: ['now', 'drop'],
  failed: ['try again', 'leave it'],
} as const;

export type QuestionState = keyof typeof ANSWERS;
export type QuestionAnswer = (typeof ANSWERS)[QuestionState][number];

/** Deliveries about which a person decides in one go; never empty. */
export interface Question {
  readonly state: QuestionState;
  readonly deliveries: readonly [Delivery, ...Delivery[]];
}

export function isAsking(delivery: Delivery): delivery is Delivery & { readonly state: QuestionState } {
  return delivery.state in ANSWERS;
}

/** Whether a part is there is asked of each place; the rest is decided for a post, not for each of its places. */
export function groupQuestions(deliveries: readonly Delivery[]): readonly Question[] {
  const groups = Map.groupBy(deliveries.filter(isAsking), subjectOf);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ state: first.state, deliveries: [first, ...others] } as const],
  );
}

/**
 * The same for the same question, and another one when it is asked again after an answer that did not help: then the
 * calls are more, or the time is another.
 */
export function subjectOf({ id, state, post, occurrence, dueAt, attempts }: Delivery): string {
  return state === 'unknown'
    ? `${state} ${id} ${attempts}`
    : `${state} ${post}/${occurrence} ${dueAt.toISOString()}`;
}
