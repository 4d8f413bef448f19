/** The only one by its id, of several how many there are and the first. */
export function nameDeliveries(count: number, first: string): string {
  return count === 1 ? first : `${count} deliveries, the first ${first}`;
}
