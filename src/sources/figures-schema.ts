import { z } from 'zod';
import { parseAsOf } from '../domain/as-of.ts';
import type { FigureValue, MaxChange, NounForms } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import { parseDuration } from './duration.ts';
import { fetchSchema } from './fetch-schema.ts';
import {
  expecting,
  group,
  id,
  inLanguages,
  isLanguage,
  line,
  listOf,
  named,
  oneOrInLanguages,
  textLike,
  webAddress,
} from './schema-parts.ts';

const DAY_MS = 86_400_000;
const FIGURE_ID = 'small letters, digits and underscores';

export function figuresSchema(languages: readonly Language[]) {
  return group({
    sources: named(id(), sourceSchema(languages), 'sources by name', 'small letters, digits and hyphens'),
    allowHosts: listOf(hostName(), 'hosts such as 192.168.1.5:8080').optional(),
    figures: named(figureId(), figureSchema(languages), 'figures by name', FIGURE_ID),
  });
}

export type FiguresContent = z.output<ReturnType<typeof figuresSchema>>;

function sourceSchema(languages: readonly Language[]) {
  return group({
    name: oneOrInLanguages(languages, line('the name of the source')),
    url: webAddress(),
  });
}

function figureSchema(languages: readonly Language[]) {
  return group({
    title: inLanguages(languages, line('what the figure is about')),
    unit: textLike('one word such as person', text => /^[a-z][a-z-]*$/.test(text)),
    noun: inLanguages(languages, nounForms()).check(checkNouns),
    value: figureValue(),
    asOf: asOf(),
    source: id(),
    maxAge: days(),
    maxChange: maxChange().optional(),
    fetch: fetchSchema().optional(),
    earlier: listOf(
      group({ value: figureValue(), asOf: asOf(), source: id().optional() }),
      'earlier values',
    ).optional(),
  });
}

/** `20%` of what it was, or so many. */
function maxChange() {
  const what = 'a share such as 20% or a whole number';
  return z
    .union([z.int().nonnegative(), z.string().regex(/^\d{1,3}%$/)], { error: expecting(what) })
    .transform(
      (said): MaxChange =>
        typeof said === 'number'
          ? { kind: 'count', value: said }
          : { kind: 'share', value: Number(said.slice(0, -1)) / 100 },
    );
}

function hostName() {
  return textLike('a host such as figures.example or 192.168.1.5:8080', text =>
    /^[^\s/:@]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(text),
  );
}

/** A name that Liquid reads after a dot: `figures.women_in_custody`. */
function figureId() {
  return textLike(`a name of ${FIGURE_ID}`, text => /^[a-z][a-z0-9_]*$/.test(text));
}

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];

function nounForms() {
  const what = 'the noun in each plural form';
  return named(
    textLike('a plural form', text => CATEGORIES.includes(text)),
    line('the noun in this form'),
    what,
    `a plural form (${CATEGORIES.join(', ')})`,
  );
}

/** Each language has its own plural forms, and a noun needs all of them. */
function checkNouns(context: z.core.ParsePayload<Record<Language, NounForms>>): void {
  for (const [language, forms] of Object.entries(context.value)) {
    if (!isLanguage(language)) continue;
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const absent = needed.filter(category => forms[category] === undefined);
    if (absent.length > 0) addIssue(context, [language], `has no form "${absent.join('", "')}": add it`);
    for (const form of Object.keys(forms).filter(form => !needed.includes(form as Intl.LDMLPluralRule))) {
      addIssue(
        context,
        [language, form],
        `is no plural form of "${language}": use one of ${needed.join(', ')}`,
      );
    }
  }
}

function addIssue(context: z.core.ParsePayload, path: string[], message: string): void {
  context.issues.push({ code: 'custom', message, input: context.value, path });
}

const VALUE = 'a whole number, { moreThan: 45000 }, { lessThan: 10 } or { from: 1000, to: 2000 }';

function figureValue() {
  const count = z.int().nonnegative();
  return z.union(
    [
      count.transform((value): FigureValue => ({ kind: 'exact', value })),
      z
        .strictObject({ moreThan: count })
        .transform(({ moreThan: value }): FigureValue => ({ kind: 'more-than', value })),
      z
        .strictObject({ lessThan: count })
        .transform(({ lessThan: value }): FigureValue => ({ kind: 'less-than', value })),
      z
        .strictObject({ from: count, to: count })
        .refine(({ from, to }) => from < to)
        .transform(({ from, to }): FigureValue => ({ kind: 'range', from, to })),
    ],
    { error: expecting(VALUE) },
  );
}

/** A year alone is a number to YAML. */
function asOf() {
  const what = 'a date such as 2024-03-26, 2024-03, 2024 or a period such as 2021/2022';
  return z
    .union([z.int().transform(String), z.string()], { error: expecting(what) })
    .refine(text => parseAsOf(text) !== undefined, { error: expecting(what) });
}

function days() {
  const whole = (text: string): number => (parseDuration(text) ?? 0) / DAY_MS;
  return textLike(
    'a number of days such as 90d',
    text => whole(text) >= 1 && Number.isInteger(whole(text)),
  ).transform(whole);
}
