import type { DeliveryState } from '../domain/delivery.ts';
import {
  anyway,
  type Condition,
  certain,
  circuitOpen,
  crowded,
  heldBack,
  inVain,
  lastPart,
  late,
  leased,
  overBudget,
  overdue,
  stale,
  tooEarly,
  tooLong,
  tooLongAndUncertain,
  unapproved,
  uncertain,
} from './conditions.ts';
import type { Effect, EventName } from './situation.ts';

/** One line of the table. The first line whose state, event and condition fit is taken. */
export interface Rule {
  readonly from: readonly DeliveryState[];
  readonly event: EventName;
  readonly when: Condition;
  readonly to: DeliveryState | 'as it was';
  readonly effects: readonly Effect[];
}

const rule = (
  from: DeliveryState | readonly DeliveryState[],
  event: EventName,
  when: Condition,
  to: Rule['to'],
  ...effects: readonly Effect[]
): Rule => ({ from: typeof from === 'string' ? [from] : from, event, when, to, effects });

const waiting = ['planned', 'scheduled'] as const;
const atRest = ['published', 'failed', 'unknown', 'held', 'missed', 'cancelled', 'withdrawn'] as const;

/** All that may happen to a delivery. What stands in no line changes nothing. */
export const MACHINE: readonly Rule[] = [
  rule('planned', 'armed', anyway, 'scheduled'),

  rule(waiting, 'rings', stale, 'held', 'wait for fresh figures', 'ask the admins'),
  rule(waiting, 'rings', unapproved, 'held', 'wait for approval'),
  rule(waiting, 'rings', tooEarly, 'as it was', 'ring again'),
  rule(waiting, 'rings', heldBack, 'held'),
  rule(waiting, 'rings', late, 'missed', 'ask the admins'),
  rule(waiting, 'rings', overdue, 'failed', 'tell the admins'),
  rule(waiting, 'rings', overBudget, 'held', 'hold the network'),
  rule(waiting, 'rings', crowded, 'held', 'hold the campaign'),
  rule(waiting, 'rings', circuitOpen, 'as it was', 'ring again'),
  rule(waiting, 'rings', anyway, 'publishing', 'take the lease', 'go on'),
  rule('publishing', 'rings', leased, 'as it was', 'ring again'),
  rule('publishing', 'rings', heldBack, 'held', 'keep the intent'),
  rule('publishing', 'rings', anyway, 'publishing', 'take the lease', 'go on'),
  rule(atRest, 'rings', anyway, 'as it was'),

  rule('publishing', 'published', lastPart, 'published', 'write the receipt'),
  rule('publishing', 'published', anyway, 'publishing', 'write the receipt', 'go on'),
  rule('publishing', 'found', lastPart, 'published', 'write the receipt'),
  rule('publishing', 'found', anyway, 'publishing', 'write the receipt', 'go on'),
  rule('publishing', 'nothing left', anyway, 'published'),
  rule('publishing', 'not found', tooLong, 'failed', 'take the intent back', 'tell the admins'),
  rule('publishing', 'not found', anyway, 'publishing', 'take the intent back', 'go on'),
  rule('publishing', 'cannot tell', anyway, 'unknown', 'keep the intent', 'ask the admins'),
  rule('publishing', 'look-up failed', tooLong, 'unknown', 'keep the intent', 'ask the admins'),
  rule(
    'publishing',
    'look-up failed',
    anyway,
    'scheduled',
    'keep the intent',
    'count the failure',
    'ring again',
  ),

  rule('publishing', 'rejected', uncertain, 'publishing', 'keep the intent', 'look the part up'),
  rule('publishing', 'rejected', anyway, 'failed', 'take the intent back', 'tell the admins'),
  rule('publishing', 'duplicate', anyway, 'publishing', 'keep the intent', 'look the part up'),
  rule('publishing', 'duplicate not found', tooLong, 'unknown', 'keep the intent', 'ask the admins'),
  rule(
    'publishing',
    'duplicate not found',
    anyway,
    'scheduled',
    'keep the intent',
    'count the failure',
    'ring again',
  ),
  rule('publishing', 'credentials refused', uncertain, 'held', 'keep the intent', 'stop the place'),
  rule('publishing', 'credentials refused', anyway, 'held', 'take the intent back', 'stop the place'),
  rule('publishing', 'throttled', tooLongAndUncertain, 'unknown', 'keep the intent', 'ask the admins'),
  rule('publishing', 'throttled', tooLong, 'failed', 'take the intent back', 'tell the admins'),
  rule(
    'publishing',
    'throttled',
    uncertain,
    'scheduled',
    'keep the intent',
    'quieten the network',
    'ring again',
  ),
  rule(
    'publishing',
    'throttled',
    anyway,
    'scheduled',
    'take the intent back',
    'quieten the network',
    'ring again',
  ),
  rule('publishing', 'unavailable', tooLongAndUncertain, 'unknown', 'keep the intent', 'ask the admins'),
  rule('publishing', 'unavailable', tooLong, 'failed', 'take the intent back', 'tell the admins'),
  rule(
    'publishing',
    'unavailable',
    uncertain,
    'scheduled',
    'keep the intent',
    'count the failure',
    'ring again',
  ),
  rule(
    'publishing',
    'unavailable',
    anyway,
    'scheduled',
    'take the intent back',
    'count the failure',
    'ring again',
  ),
  rule(
    'publishing',
    'unknown outcome',
    anyway,
    'scheduled',
    'keep the intent',
    'count the failure',
    'ring again',
  ),
  rule('publishing', 'no room', anyway, 'scheduled', 'ring again'),
  rule('publishing', 'too soon', anyway, 'scheduled', 'ring again'),
  rule('publishing', 'parked', anyway, 'scheduled', 'ring again'),

  rule(['planned', 'scheduled', 'publishing'], 'held', anyway, 'held'),
  rule('held', 'released', anyway, 'scheduled', 'ring again'),
  rule('held', 'lapsed', inVain, 'missed', 'ask the admins'),
  rule([...waiting, 'held', 'missed', 'failed'], 'rescheduled', anyway, 'scheduled', 'ring again'),
  rule('unknown', 'it is there', certain, 'scheduled', 'ring again'),
  rule('unknown', 'it is there', lastPart, 'published', 'write a receipt by hand'),
  rule('unknown', 'it is there', anyway, 'scheduled', 'write a receipt by hand', 'ring again'),
  rule('unknown', 'send again', anyway, 'scheduled', 'take the intent back', 'ring again'),
  rule([...waiting, 'held', 'missed', 'unknown'], 'cancelled', anyway, 'cancelled', 'tell the admins'),
  rule(['published', 'failed', 'cancelled'], 'withdrawn', anyway, 'withdrawn', 'tell the admins'),
];
