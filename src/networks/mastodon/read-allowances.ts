import type { Allowance } from '../../domain/network.ts';
import type { Answer } from './answer.ts';
import { resetTime } from './retry-time.ts';

/** Of the windows that a call counts in, a server tells of the narrowest. */
export function readAllowances(answer: Answer, now: Date): readonly Allowance[] {
  const remaining = answer.header('x-ratelimit-remaining') ?? '';
  const end = resetTime(answer, now);
  if (!/^\d+$/.test(remaining) || end === undefined) return [];
  return [{ window: 'statuses', remaining: Number(remaining), endsInMs: end.getTime() - now.getTime() }];
}
