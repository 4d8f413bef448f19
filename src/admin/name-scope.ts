import type { HoldScope } from '../domain/hold.ts';
import type { Say } from './chat-texts.ts';

/** What a hold lies on, in an admin's words. */
export function nameScope(scope: HoldScope, say: Say): string {
  const [kind = 'all', name = ''] = scope.split(' ');
  return say(`scope.${kind}`, { name });
}
