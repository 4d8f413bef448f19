import type { DeliveryState } from '../domain/delivery.ts';
import { MACHINE } from './machine.ts';
import type { Effect, Event, Situation } from './situation.ts';

export interface Transition {
  readonly to: DeliveryState;
  readonly effects: readonly Effect[];
}

/** What an event makes of a delivery. Undefined: it has no place there and changes nothing. */
export function transition(situation: Situation, event: Event): Transition | undefined {
  const rule = MACHINE.find(
    ({ from, event: name, when }) =>
      name === event.name && from.includes(situation.state) && when.holds(situation, event),
  );
  if (rule === undefined) return undefined;
  return { to: rule.to === 'as it was' ? situation.state : rule.to, effects: rule.effects };
}
