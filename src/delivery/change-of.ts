import type { HoldKind } from '../domain/hold.ts';
import type { DeliveryChange } from '../domain/ledger.ts';
import { type Dice, isCounted, nextTry } from './pace.ts';
import type { Effect, Event, Situation } from './situation.ts';
import type { Transition } from './transition.ts';

/** What goes into the delivery's row together with its new state. Pure. */
export function changeOf(
  situation: Situation,
  event: Event,
  { to, effects }: Transition,
  dice: Dice,
): DeliveryChange {
  const counted = isCounted(event, effects);
  const untold = effects.includes('tell the admins') || effects.includes('ask the admins');
  const by = event.by ?? holdOf(effects) ?? situation.heldBy;
  return {
    note: event.words ?? null,
    ...(effects.includes('ring again') ? { ringAt: nextTry(situation, event, counted, dice) } : {}),
    ...(counted ? { failures: situation.failures + 1 } : {}),
    ...(event.name === 'published' || event.name === 'found' ? { failures: 0 } : {}),
    ...(to === 'published' ? { publishedAt: situation.now } : {}),
    ...(to === 'held' && by !== undefined ? { heldBy: by } : {}),
    untold,
    ...deadlines(situation, event),
  };
}

function holdOf(effects: readonly Effect[]): HoldKind | undefined {
  if (effects.includes('stop the place')) return 'credentials';
  if (effects.includes('wait for fresh figures')) return 'stale figure';
  if (effects.includes('wait for approval')) return 'approval';
  if (effects.includes('hold the network')) return 'budget';
  return effects.includes('hold the campaign') ? 'too many' : undefined;
}

/** A person's word sets the deadlines anew: of what has begun the time to end it, of what is moved all of them. */
function deadlines(situation: Situation, event: Event): DeliveryChange {
  const { begun, now, giveUpAt, giveUpAfterMs, lateByMs } = situation;
  if (event.name === 'rescheduled' && event.at !== undefined) {
    const at = event.at.getTime();
    return { dueAt: event.at, lateAt: new Date(at + lateByMs), giveUpAt: new Date(at + giveUpAfterMs) };
  }
  const goesOn = begun && ['released', 'it is there', 'send again'].includes(event.name);
  return goesOn ? { giveUpAt: new Date(Math.max(giveUpAt.getTime(), now.getTime() + giveUpAfterMs)) } : {};
}
