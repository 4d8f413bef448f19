import { Temporal } from 'temporal-polyfill';
import type { Campaign, Occasion, OccasionPost } from '../domain/campaign.ts';
import type { Place } from '../domain/place.ts';
import { type ChosenTime, chooseTime } from './choose-time.ts';
import { deliveryId } from './delivery-id.ts';
import { type FigureChange, listChangeDays } from './list-change-days.ts';
import { listOccasionDays, type OccasionDay } from './list-occasion-days.ts';
import { audienceOf } from './plan-deliveries.ts';
import { resolveTime } from './resolve-time.ts';

/** One post for one place at one time, as the calendar wants it. */
export interface Slot {
  /** Of the delivery that it becomes: one per occasion, day of it, post and place (so language). */
  readonly id: string;
  readonly campaign: string;
  readonly occasion: string;
  /** `<campaign>/<post>`. */
  readonly post: string;
  /** `<occasion>-<year>`, for example `may-21-2027`; a month or a day where the occasion comes more often. */
  readonly occurrence: string;
  readonly place: Place;
  readonly dueAt: Date;
  /** In which the time was meant. */
  readonly timeZone: string;
}

/** What of the calendar is asked for: due in [from, until). */
export interface SlotQuery {
  readonly places: readonly Place[];
  readonly from: Date;
  readonly until: Date;
  /** Changes of figures that have happened. */
  readonly changes?: readonly FigureChange[];
}

/** Zones are at most so far from UTC, and a skipped hour moves a time by a day at most. */
const MARGIN_DAYS = 3;

/** Everything that the campaign's occasions have due, in order of time. */
export function listSlots(campaign: Campaign, query: SlotQuery): readonly Slot[] {
  const slots = campaign.occasions.flatMap(occasion => slotsOf(campaign, occasion, query));
  return slots
    .filter(({ dueAt }) => dueAt >= query.from && dueAt < query.until)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
}

function slotsOf(campaign: Campaign, occasion: Occasion, query: SlotQuery): readonly Slot[] {
  return occasion.posts.flatMap(post => {
    const definition = campaign.posts.find(({ name }) => name === post.post);
    if (definition === undefined) return [];
    const places = audienceOf(definition, query.places);
    const byTime = Map.groupBy(places, place => JSON.stringify(chooseTime(campaign, occasion, post, place)));
    return [...byTime].flatMap(([time, alike]) => {
      const chosen: ChosenTime = JSON.parse(time);
      return timesOf(occasion, chosen, query).flatMap(({ occurrence, dueAt }) =>
        alike.map(place => slotOf(campaign, occasion, post, { occurrence, dueAt, place, ...chosen })),
      );
    });
  });
}

function slotOf(
  campaign: Campaign,
  occasion: Occasion,
  { post }: OccasionPost,
  when: Pick<Slot, 'occurrence' | 'dueAt' | 'place' | 'timeZone'>,
): Slot {
  const { occurrence, dueAt, place, timeZone } = when;
  const id = `${campaign.id}/${post}`;
  return {
    id: deliveryId({ post: id, occurrence, place: place.id }),
    campaign: campaign.id,
    occasion: occasion.id,
    post: id,
    occurrence,
    place,
    dueAt,
    timeZone,
  };
}

interface Due {
  readonly occurrence: string;
  readonly dueAt: Date;
  /** The wall-clock time was skipped and moved forward. */
  readonly moved: boolean;
}

function timesOf(occasion: Occasion, chosen: ChosenTime, query: SlotQuery): readonly Due[] {
  const due = new Map<string, Due>();
  const fixed = chosen.time === undefined ? undefined : Temporal.PlainTime.from(chosen.time);
  for (const day of daysOf(occasion, chosen, query)) {
    const time = fixed ?? day.time;
    const moment = day.date.add({ days: chosen.offsetDays }).toPlainDateTime(time);
    const occurrence = `${occasion.id}-${keyOf(occasion, day, chosen)}`;
    if (due.has(occurrence)) continue;
    const { at, moved } = resolveTime(moment, chosen.timeZone);
    due.set(occurrence, { occurrence, dueAt: at, moved });
  }
  return oncePerInstant([...due.values()]);
}

function daysOf(occasion: Occasion, chosen: ChosenTime, query: SlotQuery): readonly OccasionDay[] {
  const { from, until, changes = [] } = query;
  if (occasion.rule.kind === 'change') return listChangeDays(occasion.rule.figures, changes, chosen);
  const dayOf = (instant: Date, days: number) =>
    Temporal.PlainDate.from(instant.toISOString().slice(0, 10)).add({ days: days - chosen.offsetDays });
  return listOccasionDays(occasion, dayOf(from, -MARGIN_DAYS), dayOf(until, MARGIN_DAYS));
}

/** A cron line may come several times a day: where its own time counts, that is part of the name. */
function keyOf({ rule }: Occasion, { key, time }: OccasionDay, chosen: ChosenTime): string {
  if (rule.kind !== 'cron' || time === undefined || chosen.time !== undefined) return key;
  return `${key}T${time.toString({ smallestUnit: 'minute' }).replace(':', '')}`;
}

/** An hourly line has a time in the skipped hour, which moves onto the next one: that is one fire, not two. */
function oncePerInstant(due: readonly Due[]): readonly Due[] {
  const real = new Set(due.filter(({ moved }) => !moved).map(({ dueAt }) => dueAt.getTime()));
  return due.filter(({ dueAt, moved }) => !moved || !real.has(dueAt.getTime()));
}
