/** Bytes a millisecond. */
const POOR_LINE = 100;

/** Milliseconds that bytes may take on a poor line; a call that bears them gets so much longer. */
export function uploadTimeMs(bytes: number): number {
  return Math.ceil(bytes / POOR_LINE);
}
