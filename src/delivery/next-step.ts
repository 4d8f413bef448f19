import { tooLong } from './conditions.ts';
import type { Situation } from './situation.ts';

export type NextStep =
  | { readonly does: 'finish' }
  | { readonly does: 'publish' | 'look up'; readonly index: number };

/**
 * What `go on` means: the first part without a receipt. A part of open fate is called again only where the network knows
 * a repetition by its key, and while there is time to publish at all.
 */
export function nextStep(situation: Situation, repeatable: boolean): NextStep {
  const index = situation.parts.findIndex(part => part !== 'done');
  if (index === -1) return { does: 'finish' };
  const mayRepeat = repeatable && !tooLong.holds(situation, { name: 'rings' });
  const open = situation.parts[index] === 'open';
  return { does: open || mayRepeat ? 'publish' : 'look up', index };
}
