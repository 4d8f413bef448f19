import { Temporal } from 'temporal-polyfill';
import type { Campaign, Occasion, OccasionPost } from '../domain/campaign.ts';

/** One time of a post of the calendar. */
export interface Occurrence {
  readonly occasion: string;
  /** `<campaign>/<post>`. */
  readonly post: string;
  /** `<occasion>-<year>`, for example `may-21-2027`: one fire per occasion, year, post and place. */
  readonly occurrence: string;
  readonly dueAt: Date;
}

/** Every post of the campaign's occasions that is due in [from, until), in order of time. */
export function listOccurrences(campaign: Campaign, from: Date, until: Date): readonly Occurrence[] {
  return campaign.occasions
    .flatMap(occasion => occasionYears(campaign, occasion, from, until))
    .filter(({ dueAt }) => dueAt >= from && dueAt < until)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

function occasionYears(
  campaign: Campaign,
  occasion: Occasion,
  from: Date,
  until: Date,
): readonly Occurrence[] {
  // A post may be due in the year before or after its occasion: an offset can cross the new year.
  const first = from.getUTCFullYear() - 1;
  const count = until.getUTCFullYear() + 1 - first + 1;
  return Array.from({ length: count }, (_, index) => first + index).flatMap(year =>
    occasion.posts.flatMap(post => {
      const dueAt = occasionTime(occasion, post, year, campaign.timeZone);
      if (dueAt === undefined) return [];
      return [
        {
          occasion: occasion.id,
          post: `${campaign.id}/${post.post}`,
          occurrence: `${occasion.id}-${year}`,
          dueAt,
        },
      ];
    }),
  );
}

/** The instant of a wall-clock time: one that does not exist moves forward, one that exists twice is the first. */
function occasionTime(
  occasion: Occasion,
  post: OccasionPost,
  year: number,
  timeZone: string,
): Date | undefined {
  const day = occasionDay(occasion.every, year);
  if (day === undefined) return undefined;
  const moment = day.add({ days: post.offsetDays }).toPlainDateTime(Temporal.PlainTime.from(post.time));
  return new Date(moment.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** `every` is `MM-DD`; 29 February exists in leap years only. */
function occasionDay(every: string, year: number): Temporal.PlainDate | undefined {
  const [month = 0, day = 0] = every.split('-').map(Number);
  const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' });
  return date.day === day ? date : undefined;
}
