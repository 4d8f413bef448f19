/** A moment at which a zone's clocks are set forward (a gap) or back (a time that comes twice). Times in milliseconds. */
export interface ClockChange {
  readonly at: number;
  /** Offsets from UTC. */
  readonly before: number;
  readonly after: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Shorter than any time between two changes: Morocco sets its clocks back for about a month. */
const STEP_MS = 10 * DAY_MS;

/** What the clocks of a zone show, told by `Intl` and nothing else. */
export function wallClock(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return instant => {
    // 05/21/2027, 09:00:00
    const text = format.format(instant);
    const at = (start: number, end: number) => Number(text.slice(start, end));
    return Date.UTC(at(6, 10), at(0, 2) - 1, at(3, 5), at(12, 14), at(15, 17), at(18, 20));
  };
}

/** Every clock change of a zone from one instant to another, found by bisection to the minute. */
export function clockChanges(timeZone: string, from: number, until: number): readonly ClockChange[] {
  const wall = wallClock(timeZone);
  const offset = (instant: number) => wall(instant) - instant;
  const changes: ClockChange[] = [];
  let last = offset(from);
  for (let start = from; start < until; start += STEP_MS) {
    const end = Math.min(start + STEP_MS, until);
    const next = offset(end);
    if (next === last) continue;
    let low = start;
    let high = end;
    while (high - low > MINUTE_MS) {
      const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS;
      if (offset(middle) === last) low = middle;
      else high = middle;
    }
    changes.push({ at: high, before: last, after: next });
    last = next;
  }
  return changes;
}
