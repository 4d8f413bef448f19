import type { Clock } from '../shared/clock.ts';

/** `told`: it is the first of this minute that is too many, and the admin should hear so. */
export type Admission = 'in time' | 'told' | 'too many';

const MINUTE_MS = 60_000;

/** Counts what each admin asks for in any minute; who is over the limit is not counted further. */
export function createCommandLimit(perMinute: number, clock: Clock): (admin: number) => Admission {
  const asked = new Map<number, readonly number[]>();
  const told = new Map<number, number>();
  return admin => {
    const now = clock.now().getTime();
    const recent = (asked.get(admin) ?? []).filter(at => at > now - MINUTE_MS);
    if (recent.length < perMinute) {
      asked.set(admin, [...recent, now]);
      return 'in time';
    }
    if ((told.get(admin) ?? Number.NEGATIVE_INFINITY) > now - MINUTE_MS) return 'too many';
    told.set(admin, now);
    return 'told';
  };
}
