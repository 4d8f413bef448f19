const FARTHEST = 3;

/** The known name that is meant by a mistyped one; undefined when none comes close. */
export function suggestCommand(typed: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(name => ({
      name,
      distance: name.startsWith(typed) && typed !== '' ? 1 : distanceBetween(typed, name),
    }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= Math.min(FARTHEST, best.name.length / 2)
    ? best.name
    : undefined;
}

/** How many letters must be put in, taken out, changed or swapped with the next one. */
function distanceBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    rows.push(line);
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line[column] = Math.min(
        at(row - 1, column) + 1,
        (line[column - 1] ?? 0) + 1,
        at(row - 1, column - 1) + (same ? 0 : 1),
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(a.length, b.length);
}
