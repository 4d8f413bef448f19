import type { XBehaviour } from './behaviour.ts';
import type { XState } from './state.ts';

/** What the routes share. */
export interface XServer {
  readonly state: XState;
  readonly behaviour: XBehaviour;
  readonly now: () => Date;
  /** To be called after every change that followers see. */
  changed(): void;
}
