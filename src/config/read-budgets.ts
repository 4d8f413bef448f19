import { z } from 'zod';
import type { NetworkName } from '../domain/place.ts';
import type { Budget } from '../domain/spending.ts';

/**
 * What a network may cost; what would go beyond it is held:
 *
 *     budgets:
 *       x: { amount: 20, currency: USD, per: month }
 */
export const budgetsSchema = z.record(
  z.string(),
  z.strictObject({
    amount: z.number().nonnegative(),
    currency: z.string().regex(/^[A-Z]{3}$/, 'is no currency: write USD, EUR or another of ISO 4217'),
    per: z.literal('month').default('month'),
  }),
);

export function readBudgets(
  budgets: z.output<typeof budgetsSchema>,
  networks: readonly NetworkName[],
  faults: string[],
): readonly Budget[] {
  const named = Object.entries(budgets).map(([network, budget]) => ({ network, ...budget }));
  for (const { network } of named.filter(budget => !networks.includes(budget.network))) {
    faults.push(
      `solidarity.yaml: budgets names the unknown network "${network}": use one of ${networks.join(', ')}.`,
    );
  }
  return named;
}
