import type { PlanRow } from '../../campaign/show-plan.ts';
import { SEES } from '../../domain/member.ts';
import type { Block } from '../../domain/post.ts';
import { type Button, block, bold, section } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { formatTime } from '../format-time.ts';
import { inRows } from '../in-rows.ts';
import { OUTINGS_ON_A_PAGE, pageButtons } from '../list-outings.ts';
import { Misunderstood } from '../misunderstood.ts';
import { createPresenter, type Presenter } from '../present.ts';
import type { Command } from './command.ts';

/** What is asked for: the next twelve months, a year, or a month of it (`YYYY-MM`). */
interface Span {
  readonly year?: number;
  readonly month?: string;
  readonly offset: number;
}

/** `/plan`, `/plan 2027`, `/plan 2027-05`: what goes out when, and what is missing for it. */
export const plan: Command = {
  name: 'plan',
  roles: SEES,
  inPlace: true,
  async answer({ argument, language, say, timeZone }, { useCases }) {
    const span = readSpan(argument);
    const rows = await useCases.plan(span.year === undefined ? {} : { year: span.year });
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    const groups = groupRows(rows);
    const wanted = groups.filter(([first]) => span.month === undefined || monthOf(first) === span.month);
    const page = wanted.slice(span.offset, span.offset + OUTINGS_ON_A_PAGE);
    const name = nameOf(span, language, say);
    const counts = { from: span.offset + 1, to: span.offset + page.length, total: wanted.length };
    const title =
      page.length === 0 ? say('plan.empty', { span: name }) : say('plan.title', { span: name, ...counts });
    return {
      blocks: [block(bold(title)), ...page.map(group => describeGroup(group, show, say))],
      buttons: planButtons(span, groups, wanted.length, language, say),
    };
  },
};

type Group = readonly [PlanRow, ...PlanRow[]];

/** Places that have the same post at the same time stand together. */
function groupRows(rows: readonly PlanRow[]): readonly Group[] {
  const groups = Map.groupBy(
    rows,
    ({ post, occurrence, dueAt }) => `${post} ${occurrence} ${dueAt.getTime()}`,
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}

function describeGroup(group: Group, show: Presenter, say: Say): Block {
  const [first] = group;
  const states = Map.groupBy(group, ({ state }) => state);
  const counts = [...states].map(([state, rows]) => `${say(`state.${state}`)}: ${rows.length}`);
  const missing = Map.groupBy(
    group.flatMap(({ missing, place }) => missing.map(what => ({ what, place }))),
    ({ what }) => what,
  );
  const lacks = [...missing].map(([what, places]) => {
    const told = show.retell(what, first.post);
    // What all of them lack needs no list of them.
    if (places.length === group.length) return say('plan.lacks', { what: told });
    return say('plan.missing', { what: told, places: places.map(({ place }) => place).join(', ') });
  });
  return section(`${show.time(first.dueAt, first.post)} · ${show.title(first.post)}`, [
    counts.join(', '),
    ...show.outing(first),
    ...lacks,
  ]);
}

function readSpan(argument: string): Span {
  if (argument === '') return { offset: 0 };
  const [, year, month, offset = '0'] =
    /^(?:(\d{4})(?:-(\d{2}))?)?(?:^|\s|$)\+?(\d{1,6})?$/.exec(argument) ?? [];
  const isMonth = month === undefined || (Number(month) >= 1 && Number(month) <= 12);
  if ((year === undefined && !/^\+\d+$/.test(argument)) || !isMonth) {
    throw new Misunderstood('plan.unclear', { text: argument });
  }
  return {
    offset: Number(offset),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(month === undefined ? {} : { month: `${year}-${month}` }),
  };
}

/** As the command takes it. */
function argumentOf({ year, month }: Omit<Span, 'offset'>): string {
  return month ?? (year === undefined ? '' : String(year));
}

/** `YYYY-MM`, by the clock of the campaign. */
function monthOf({ dueAt, timeZone }: PlanRow): string {
  const parts = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', timeZone });
  return parts.format(dueAt).slice(0, 7);
}

function nameOf({ year, month }: Span, language: string, say: Say): string {
  if (month !== undefined) return monthName(month, language, { month: 'long', year: 'numeric' });
  return year === undefined ? say('plan.soon') : String(year);
}

function monthName(month: string, language: string, style: Intl.DateTimeFormatOptions): string {
  const day = new Date(`${month}-15T12:00:00Z`);
  return formatTime(day, language, 'UTC', style);
}

function planButtons(
  span: Span,
  groups: readonly Group[],
  total: number,
  language: string,
  say: Say,
): readonly (readonly Button[])[] {
  const { offset, ...what } = span;
  const of = argumentOf(what);
  const pages = pageButtons('plan', offset, OUTINGS_ON_A_PAGE, total, say).map(({ text, data }) => ({
    text,
    data: data.replace(/(\d+)$/, `${of} +$1`),
  }));
  const months = [...new Set(groups.map(([first]) => monthOf(first)))].map((month): Button => {
    return { text: monthName(month, language, { month: 'short', year: '2-digit' }), data: `plan:${month}` };
  });
  const years = yearButtons(what, groups);
  return [pages, ...inRows(months.length > 1 ? months : [], 4), years].filter(row => row.length > 0);
}

function yearButtons({ year }: Omit<Span, 'offset'>, groups: readonly Group[]): readonly Button[] {
  const [first] = groups;
  const from = year ?? (first === undefined ? undefined : Number(monthOf(first[0]).slice(0, 4)));
  if (from === undefined) return [];
  const button = (text: string, of: number) => ({ text, data: `plan:${of}` });
  return [button(`‹ ${from - 1}`, from - 1), button(String(from), from), button(`${from + 1} ›`, from + 1)];
}
