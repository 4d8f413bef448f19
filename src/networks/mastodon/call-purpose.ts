/**
 * Why the server is called, which decides what an unheard answer means:
 *
 * - `publish`, `reply`, `edit`: the call may have had its effect; nobody can say.
 * - `read`, `upload`, `remove`, `pin`: making the call again changes nothing that matters.
 */
export type CallPurpose = 'publish' | 'reply' | 'edit' | 'read' | 'upload' | 'remove' | 'pin';

export function hasEffectThatCounts(purpose: CallPurpose): boolean {
  return purpose === 'publish' || purpose === 'reply' || purpose === 'edit';
}
