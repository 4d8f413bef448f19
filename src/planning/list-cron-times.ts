import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';

const DAY_MS = 24 * 60 * 60_000;

/** The wall-clock times of a cron line from one day to another, both included. */
export function listCronTimes(
  line: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): readonly Temporal.PlainDateTime[] {
  const cron = cronOf(line);
  const end = midnight(last) + DAY_MS;
  const days: Temporal.PlainDate[] = [];
  let times: readonly Temporal.PlainTime[] = [];
  for (
    let at = cron.nextRun(new Date(midnight(first) - 1));
    at !== null && at.getTime() < end;
    at = cron.nextRun(new Date(midnight(days.at(-1) ?? last) + DAY_MS - 1))
  ) {
    if (days.length === 0) times = timesOfDay(cron, at);
    days.push(Temporal.PlainDate.from(at.toISOString().slice(0, 10)));
  }
  return days.flatMap(day => times.map(time => day.toPlainDateTime(time)));
}

/** The fields of a day and those of its times say nothing of each other: every day has the times that the first one has. */
function timesOfDay(cron: Cron, first: Date): readonly Temporal.PlainTime[] {
  const times: Temporal.PlainTime[] = [];
  const day = first.toISOString().slice(0, 10);
  for (let at: Date | null = first; at?.toISOString().startsWith(day); at = cron.nextRun(at)) {
    times.push(Temporal.PlainTime.from(at.toISOString().slice(11, 19)));
  }
  return times;
}

function midnight(day: Temporal.PlainDate): number {
  return Date.UTC(day.year, day.month - 1, day.day);
}

/** In UTC, where every wall-clock time is there once: what a zone makes of it is decided in one place for all rules. */
function cronOf(line: string): Cron {
  return new Cron(line, { timezone: 'UTC', mode: '5-part', paused: true });
}
