import type { NetworkDefinition } from '../../../src/domain/network-definition.ts';
import type { NetworkFixture, SkippableCheck } from '../network-fixture.ts';
import type { NetworkStage } from './network-stage.ts';

/** What every group of checks works with. */
export interface Suite {
  readonly definition: NetworkDefinition;
  readonly fixture: NetworkFixture;
  /** `timeoutMs`: after which the adapter gives a call up. */
  open(timeoutMs?: number): Promise<NetworkStage>;
  /** A check that a network may lack; then it is listed as skipped, with the reason. */
  check(name: SkippableCheck, title: string, run: () => Promise<void>): void;
}
