import { Temporal } from 'temporal-polyfill';
import type { Campaign, Occasion } from '../../domain/campaign.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Readiness, ReadinessBook, ReadyLook } from '../../domain/readiness.ts';
import { listOccasionDays, type OccasionDay } from '../../planning/list-occasion-days.ts';
import { checkReadiness } from './check-readiness.ts';
import type { ReadyHouse } from './ready-house.ts';

/** In the morning by the campaign's clocks, so that there is a day to act. */
const AT = Temporal.PlainTime.from('09:00');

const LOOKS: readonly { readonly look: ReadyLook; readonly days: number }[] = [
  { look: 'a week before', days: 7 },
  { look: 'a day before', days: 1 },
];

/** The last moment to answer the questions of a look is at the end of this. */
const LONGEST_MS = 60_000;

/**
 * Looks at every occasion a week and a day before its day, each once, whatever restarts: what was due while the bot was down
 * is done when it is back, only the nearest look, and none once the day has come. Occasions by a cron line or a change of a
 * figure are left out: they have no day that is waited for.
 */
export async function lookAhead(
  house: ReadyHouse,
  book: ReadinessBook,
  stop: AbortSignal,
): Promise<readonly Readiness[]> {
  const taken: Readiness[] = [];
  for (const { campaign, occasion, day, look } of dueLooks(house.campaigns, house.now())) {
    if (stop.aborted) break;
    const [name, occurrence] = [`${campaign.id}/${occasion.id}`, `${occasion.id}-${day.key}`];
    if (await book.isTaken(name, occurrence, look)) continue;
    const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_MS)]);
    const readiness = await takeLook(house, { campaign, occasion, occurrence, signal });
    if (readiness === undefined || stop.aborted) continue;
    await book.record({ kind: 'readiness', look, readiness });
    taken.push(readiness);
  }
  return taken;
}

interface DueLook {
  readonly campaign: Campaign;
  readonly occasion: Occasion;
  readonly day: OccasionDay;
  readonly look: ReadyLook;
}

export function dueLooks(campaigns: readonly Campaign[], now: Date): readonly DueLook[] {
  return campaigns.flatMap(campaign =>
    campaign.occasions
      .filter(({ rule }) => rule.kind !== 'cron' && rule.kind !== 'change')
      .flatMap(occasion => {
        const zone = occasion.timeZone ?? campaign.timeZone;
        const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
        const today = here.toPlainDate();
        return listOccasionDays(occasion, today.add({ days: 1 }), today.add({ days: 7 })).flatMap(day => {
          const look = lookOf(day.date, here);
          return look === undefined ? [] : [{ campaign, occasion, day, look }];
        });
      }),
  );
}

/** The nearest look to the day whose time has come. */
function lookOf(date: Temporal.PlainDate, here: Temporal.ZonedDateTime): ReadyLook | undefined {
  return LOOKS.findLast(({ days }) => {
    const at = date.subtract({ days }).toPlainDateTime(AT).toZonedDateTime(here.timeZoneId);
    return Temporal.ZonedDateTime.compare(at, here) <= 0;
  })?.look;
}

interface LookRequest {
  readonly campaign: Campaign;
  readonly occasion: Occasion;
  readonly occurrence: string;
  readonly signal: AbortSignal;
}

/** Undefined where nothing of it is to go out any more. */
async function takeLook(
  house: ReadyHouse,
  { campaign, occasion, occurrence, signal }: LookRequest,
): Promise<Readiness | undefined> {
  const alone = { ...house, campaigns: house.campaigns.filter(({ id }) => id === campaign.id) };
  try {
    return await checkReadiness(alone, { occasion: occasion.id, occurrence, signal });
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
