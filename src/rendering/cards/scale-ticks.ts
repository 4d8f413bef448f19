const MOST_STEPS = 4;

/** The values of a scale from zero to the highest value or just above it, at round steps of whole numbers. */
export function scaleTicks(highest: number): readonly number[] {
  const wished = Math.max(highest / MOST_STEPS, 1);
  const magnitude = 10 ** Math.floor(Math.log10(wished));
  const step = magnitude * ([1, 2, 5].find(round => round * magnitude >= wished) ?? 10);
  const steps = Math.max(Math.ceil(highest / step), 1);
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
