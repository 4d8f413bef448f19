import { z } from 'zod';
import type { OccasionRule } from '../domain/campaign.ts';
import type { Language } from '../domain/language.ts';
import { cronLine, dateOfCalendar, momentOfOccasion, returningDay, timeZone } from './calendar-parts.ts';
import { networkName } from './network-name.ts';
import { expecting, group, id, language, line, listOf } from './schema-parts.ts';

/** An occasion with its rule under one name, whichever of `every`, `on`, `cron` and `changes` it was written under. */
export function occasionSchema(
  titles: z.ZodType<Record<Language, string>>,
  networks: readonly string[] | undefined,
) {
  return group({
    title: titles,
    every: returningDay().optional(),
    on: dateOfCalendar().optional(),
    cron: cronLine().optional(),
    changes: listOf(line('the name of a figure'), 'names of figures').optional(),
    timeZone: timeZone().exactOptional(),
    from: year().optional(),
    until: year().optional(),
    skip: listOf(dateOfCalendar(), 'dates').exactOptional(),
    also: listOf(dateOfCalendar(), 'dates').exactOptional(),
    elsewhere: listOf(
      group({ ...placesShape(networks), timeZone: timeZone() }),
      'places with their zone',
    ).exactOptional(),
    posts: listOf(occasionPostSchema(networks), 'posts with their times'),
  })
    .check(context => {
      for (const { message, path } of faultsOf(context.value)) {
        context.issues.push({ code: 'custom', message, path: [...path], input: context.value });
      }
    })
    .transform(({ every, on, cron, changes, ...rest }) => ({
      ...rest,
      rule: every ?? ruleOf({ on, cron, changes: changes ?? [] }),
    }));
}

type Written = Readonly<Record<'every' | 'on' | 'cron' | 'changes' | 'also', unknown>>;

function occasionPostSchema(networks: readonly string[] | undefined) {
  const other = group({
    ...placesShape(networks),
    at: momentOfOccasion().optional(),
    timeZone: timeZone().exactOptional(),
  }).transform(({ at, ...rest }) => ({ ...rest, ...at }));
  return group({
    post: id(),
    at: momentOfOccasion(),
    elsewhere: listOf(other, 'places with their time').exactOptional(),
  });
}

/** Which places; a condition that is absent fits all. */
function placesShape(networks: readonly string[] | undefined) {
  return {
    networks: listOf(networkName(networks), 'networks').exactOptional(),
    languages: listOf(language(), 'languages').exactOptional(),
    places: listOf(line('the name of a place'), 'places').exactOptional(),
  };
}

function year() {
  const what = 'a year such as 2027';
  return z
    .int({ error: expecting(what) })
    .min(2000, { error: expecting(what) })
    .max(2200, { error: expecting(what) });
}

function ruleOf(given: {
  on: string | undefined;
  cron: string | undefined;
  changes: string[];
}): OccasionRule {
  if (given.on !== undefined) return { kind: 'once', date: given.on };
  if (given.cron !== undefined) return { kind: 'cron', line: given.cron };
  return { kind: 'change', figures: given.changes };
}

interface Fault {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What the parts of an occasion say of each other. */
function faultsOf(
  occasion: Partial<Written> & {
    readonly posts: readonly { readonly post: string; readonly at: { readonly time?: string | undefined } }[];
  },
): readonly Fault[] {
  const rules = (['every', 'on', 'cron', 'changes'] as const).filter(key => occasion[key] !== undefined);
  if (rules.length !== 1) {
    const given = rules.length === 0 ? 'has no day' : `has ${rules.join(' and ')}`;
    return [{ message: `${given}: give one of every, on, cron, changes`, path: [] }];
  }
  const timed = occasion.cron !== undefined || occasion.changes !== undefined;
  const names = occasion.posts.map(({ post }) => post);
  return [
    ...(timed && occasion.also !== undefined
      ? [{ message: 'goes with every and on only: write another occasion', path: ['also'] }]
      : []),
    ...occasion.posts.flatMap(({ at }, index) =>
      timed || typeof at !== 'object' || at.time !== undefined
        ? []
        : [{ message: 'has no time: give one, as in "0d 09:00"', path: ['posts', index, 'at'] }],
    ),
    ...names.flatMap((name, index) =>
      names.indexOf(name) < index
        ? [
            {
              message: `is "${name}", which stands there already: a post goes out once in an occasion, so name another`,
              path: ['posts', index, 'post'],
            },
          ]
        : [],
    ),
  ];
}
