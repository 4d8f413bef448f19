/** The middle of several runs. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the share of all values lies (nearest rank); 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Three significant digits are more than any of these figures is good for. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

export function ratio(ours: number, bare: number): number {
  return round(ours / bare);
}
