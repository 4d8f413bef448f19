/** What a network takes for publishing. `amount` in whole units of the currency: 0.2 is twenty cents. */
export interface Cost {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Sums do not show the noise of binary fractions. */
const SMALLEST_PER_UNIT = 1_000_000;

/** One sum for each currency. */
export function sumCosts(costs: readonly Cost[]): readonly Cost[] {
  return [...Map.groupBy(costs, ({ currency }) => currency)].map(([currency, own]) => ({
    amount:
      Math.round(own.reduce((sum, { amount }) => sum + amount, 0) * SMALLEST_PER_UNIT) / SMALLEST_PER_UNIT,
    currency,
  }));
}
