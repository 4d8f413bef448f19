import type { Allowance } from '../../domain/network.ts';
import { resetTime } from './reset-time.ts';

/** What creating one costs. */
export const POINTS_OF_RECORD = 3;

/** Of its windows a server tells of the one with the least left. */
export function readAllowances(
  headers: Readonly<Record<string, string | undefined>>,
  now: Date,
): readonly Allowance[] {
  const points = headers['ratelimit-remaining'] ?? '';
  const end = resetTime(headers, now);
  if (!/^\d+$/.test(points) || end === undefined) return [];
  const remaining = Math.floor(Number(points) / POINTS_OF_RECORD);
  return [{ window: 'points', remaining, endsInMs: end.getTime() - now.getTime() }];
}
