import { waitsForApproval } from '../domain/approval.ts';
import type { Delivery, DeliveryState, DeliveryStep, DeliveryStepKind } from '../domain/delivery.ts';
import type { Receipt } from '../domain/network.ts';
import type { Event, EventName } from './situation.ts';
import type { Transition } from './transition.ts';

export interface StepFacts {
  readonly delivery: Delivery;
  readonly event: Event;
  readonly transition: Transition;
  /** The part it is about, from 1, of how many. */
  readonly part?: { readonly number: number; readonly of: number };
  readonly receipt?: Receipt;
}

/** A step in words for people; undefined where there is nothing to say. */
export function describeStep(facts: StepFacts): DeliveryStep | undefined {
  const { delivery, event, transition, part, receipt } = facts;
  const what = kindOf(event.name, transition.to);
  if (what === undefined) return undefined;
  return {
    delivery,
    what,
    words: wordsOf(what, facts),
    ...(part === undefined ? {} : { part }),
    ...(receipt?.url === undefined ? {} : { url: receipt.url }),
  };
}

function kindOf(event: EventName, to: DeliveryState): DeliveryStepKind | undefined {
  if (to === 'publishing') return IN_BETWEEN[event];
  if (to === 'scheduled') return BY_A_PERSON.includes(event) ? 'scheduled' : 'waits';
  return to === 'planned' ? undefined : to;
}

const BY_A_PERSON: readonly EventName[] = ['released', 'rescheduled', 'it is there', 'send again'];

const IN_BETWEEN: Partial<Record<EventName, DeliveryStepKind>> = {
  published: 'part published',
  found: 'part found',
  'not found': 'part not found',
};

function wordsOf(what: DeliveryStepKind, { delivery, event, part, transition }: StepFacts): string {
  const why = event.words === undefined ? '' : `: ${event.words}`;
  const which = part === undefined || part.of === 1 ? '' : ` part ${part.number} of ${part.of}`;
  switch (what) {
    case 'part published':
      return `published${which}`;
    case 'part found':
      return `found${which} where nobody knew whether it was there`;
    case 'part not found':
      return `${which.trim() || 'the post'} is not there and is sent again`;
    case 'scheduled':
      return `goes out at ${delivery.ringAt.toISOString()}`;
    case 'waits':
      return `waits until ${delivery.ringAt.toISOString()}${why}`;
    case 'held':
      return transition.effects.includes('wait for approval') ? waitsForApproval(delivery) : `held${why}`;
    case 'missed':
      return 'too late to go out by itself; an admin decides';
    case 'unknown':
      return `nobody can say whether${which || ' it'} was published; an admin decides${why}`;
    default:
      return `${what}${why}`;
  }
}
