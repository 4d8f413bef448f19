import { expect } from 'vitest';
import { type DeskOutcome, expectNothingLost } from './working-desk.ts';

export interface ServerOutcome extends DeskOutcome {
  readonly fault: string;
}

/** What became of the threads when a server behind the bot went away; kept for the document. */
export function createServerOutcomes(server: 'postgres' | 'redis') {
  const noted = new Map<string, readonly DeskOutcome[]>();
  return {
    note(fault: string, outcomes: readonly DeskOutcome[]): void {
      expectNothingLost(outcomes);
      noted.set(fault, outcomes);
    },
    /** All that was noted, in the order of the faults. */
    async check(faults: readonly string[]): Promise<void> {
      const lines = faults.flatMap(fault =>
        (noted.get(fault) ?? []).map(
          outcome => `${JSON.stringify({ fault, ...outcome } satisfies ServerOutcome)}\n`,
        ),
      );
      await expect(lines.join('')).toMatchFileSnapshot(`outcomes/${server}.jsonl`);
    },
  };
}
