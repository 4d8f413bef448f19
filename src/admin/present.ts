import type { CampaignSummary } from '../campaign/use-cases.ts';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { Outing } from '../domain/overview.ts';
import type { Block } from '../domain/post.ts';
import { section } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { formatTime } from './format-time.ts';
import { nameStale } from './name-stale.ts';
import { withTimes } from './retell.ts';
import { nameOuting, sayOccurrence, withOccurrences } from './say-occurrence.ts';
import { titleIn } from './title-in.ts';

/** Names and times as an admin reads them. */
export interface Presenter {
  /** The post's title in the admin's language, or else in one that it has. */
  title(post: string): string;
  /** What the figure counts, in the member's language; its id where no campaign has it. */
  figure(id: string, post?: string): string;
  /** In the zone of the post's campaign, and beside it by the member's own clock where that shows another time. */
  time(at: Date, post: string): string;
  /** The same with its weekday, so that a mistake is seen: for what is to be confirmed. */
  timeWithDay(at: Date, post: string): string;
  /** The same, short: for a button. */
  shortTime(at: Date, post: string): string;
  /** What a time of a post is called; `''` where it is nothing but its time. */
  occurrence(occurrence: string, post: string): string;
  /** The line that names a post's time, or none. */
  outing(outing: Pick<Outing, 'post' | 'occurrence'>): readonly string[];
  zone(post: string): string;
  money(amount: number, currency: string): string;
  /** `15 min`, from milliseconds. */
  span(ms: number): string;
  /** What the house wrote in English, in the member's language, its times like all others. */
  retell(english: string, post?: string): string;
  /** How many deliveries are in which state. */
  states(counts: Outing['states']): string;
  /** Deliveries of one post at one time under one heading, their places by state. */
  sections(deliveries: readonly Delivery[]): readonly Block[];
}

/** `ownZone`: the member's (IANA), where it is known. */
export function createPresenter(
  campaigns: readonly CampaignSummary[],
  language: Language,
  say: Say,
  ownZone?: string,
): Presenter {
  const campaignOf = (post: string) => campaigns.find(({ id }) => post.startsWith(`${id}/`));
  const zone = (post: string) => campaignOf(post)?.timeZone ?? 'UTC';
  const title = (post: string) => {
    const titles = campaignOf(post)?.posts.find(({ id }) => id === post)?.titles ?? {};
    return titleIn(titles, language) ?? post;
  };
  const time = (at: Date, post: string) => sayTime(at, zone(post), ownZone, language, say);
  const figure = (id: string, post?: string) => {
    const own = post === undefined ? undefined : campaignOf(post);
    const titles = [own, ...campaigns].map(campaign => campaign?.figures[id]).find(one => one !== undefined);
    return titleIn(titles ?? {}, language) ?? id;
  };
  const retell = (english: string, post?: string) => {
    const there = post === undefined ? (campaigns[0]?.timeZone ?? 'UTC') : zone(post);
    const named = nameStale(english, id => figure(id, post), language, say);
    return withTimes(withOccurrences(say.retell(named), language, there, say), at =>
      sayTime(at, there, ownZone, language, say),
    );
  };
  const outing: Presenter['outing'] = named => nameOuting(named, language, zone(named.post), say);
  return {
    title,
    figure,
    time,
    timeWithDay: (at, post) => sayTime(at, zone(post), ownZone, language, say, writeWithDay),
    shortTime: (at, post) =>
      formatTime(at, language, zone(post), {
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
    occurrence: (occurrence, post) => sayOccurrence(occurrence, language, zone(post), say),
    outing,
    zone,
    money: (amount, currency) =>
      new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 3 }).format(
        amount,
      ),
    span: ms => saySpan(ms, language),
    retell,
    states: counts =>
      Object.entries(counts)
        .map(([state, count]) => `${say(`state.${state as DeliveryState}`)}: ${count}`)
        .join(', '),
    sections: deliveries =>
      [...Map.groupBy(deliveries, ({ post, dueAt }) => `${post} ${dueAt.getTime()}`).values()].flatMap(
        group => {
          const [first] = group;
          if (first === undefined) return [];
          const heading = `${time(first.dueAt, first.post)} · ${title(first.post)}`;
          return [section(heading, [...outing(first), ...stateLines(group, say, retell)])];
        },
      ),
  };
}

type WriteTime = (at: Date, language: Language, timeZone: string) => string;

const WHOLE = { dateStyle: 'medium', timeStyle: 'short' } as const;

const write: WriteTime = (at, language, timeZone) => formatTime(at, language, timeZone, WHOLE);

const writeWithDay: WriteTime = (at, language, timeZone) => {
  const written = (style: Intl.DateTimeFormatOptions) => formatTime(at, language, timeZone, style);
  const day = `${written({ dateStyle: 'medium' })} (${written({ weekday: 'long' })})`;
  return `${day}, ${written({ timeStyle: 'short' })}`;
};

/** A time by the clock of `timeZone`, and beside it by the member's own. */
export function sayTime(
  at: Date,
  timeZone: string,
  ownZone: string | undefined,
  language: Language,
  say: Say,
  written: WriteTime = write,
): string {
  const there = written(at, language, timeZone);
  const own = sayOwnTime(at, timeZone, ownZone, language, say);
  return own === undefined ? there : `${there} (${own})`;
}

/** "09:00 with you"; undefined where the member's clock shows the same, or is not known. */
export function sayOwnTime(
  at: Date,
  timeZone: string,
  ownZone: string | undefined,
  language: Language,
  say: Say,
): string | undefined {
  if (ownZone === undefined) return undefined;
  const here = write(at, language, ownZone);
  if (here === write(at, language, timeZone)) return undefined;
  const dayIn = (zone: string) => formatTime(at, language, zone, { dateStyle: 'medium' });
  const isSameDay = dayIn(ownZone) === dayIn(timeZone);
  return say('time.own', {
    time: isSameDay ? formatTime(at, language, ownZone, { timeStyle: 'short' }) : here,
  });
}

/** The longest first. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

function saySpan(ms: number, language: Language): string {
  const [unit, size] = UNITS.find(([, size]) => ms >= size && ms % size === 0) ?? ['second', 1_000];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(ms / size);
}

function stateLines(
  deliveries: readonly Delivery[],
  say: Say,
  retell: Presenter['retell'],
): readonly string[] {
  const words = ({ state, note, heldBy, approvals, post }: Delivery) =>
    heldBy === 'approval' && approvals !== undefined
      ? say('state.approval', { ...approvals })
      : `${say(`state.${state}`)}${note ? ` (${retell(note, post)})` : ''}`;
  return [...Map.groupBy(deliveries, words)].map(
    ([state, group]) => `${state}: ${group.map(({ place }) => place).join(', ')}`,
  );
}
