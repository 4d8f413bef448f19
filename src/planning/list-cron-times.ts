import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';

/** The wall-clock times of a cron line from one day to another, both included. */
export function listCronTimes(
  line: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): readonly Temporal.PlainDateTime[] {
  const cron = cronOf(line);
  const end = Date.parse(`${last.toString()}T23:59:59Z`);
  const times: Temporal.PlainDateTime[] = [];
  for (
    let at = cron.nextRun(new Date(Date.parse(`${first.toString()}T00:00:00Z`) - 1));
    at !== null && at.getTime() <= end;
    at = cron.nextRun(at)
  ) {
    times.push(Temporal.PlainDateTime.from(at.toISOString().slice(0, 19)));
  }
  return times;
}

/** In UTC, where every wall-clock time is there once: what a zone makes of it is decided in one place for all rules. */
function cronOf(line: string): Cron {
  return new Cron(line, { timezone: 'UTC', mode: '5-part', paused: true });
}
