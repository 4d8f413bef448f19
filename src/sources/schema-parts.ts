import { z } from 'zod';
import type { Language } from '../domain/language.ts';
import { parseDuration } from './duration.ts';

/** The message of a leaf: it is missing or something else, and what it should be. */
export function expecting(what: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) =>
    input === undefined ? `is missing: give ${what}` : `is ${shown(input)}: give ${what}`;
}

function shown(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a group of keys';
  const text = JSON.stringify(input);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** A group of keys that are all known. */
export function group<S extends z.core.$ZodLooseShape>(shape: S) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: issue =>
      issue.code === 'unrecognized_keys'
        ? `is not known here: use one of ${known}`
        : expecting(`a group of keys (${known})`)(issue),
  });
}

/** A text that passes the test. */
export function textLike(what: string, test: (text: string) => boolean) {
  return z.string({ error: expecting(what) }).refine(test, { error: expecting(what) });
}

/** One line without control characters. */
export function line(what: string) {
  return textLike(what, text => text.trim() !== '' && !/[\p{Cc}\p{Zl}\p{Zp}\uE000\uE001]/u.test(text));
}

/** A group whose keys the author chooses. */
export function named<T extends z.ZodType>(
  key: z.ZodType<string, string>,
  leaf: T,
  what: string,
  keyIs: string,
) {
  return z.record(key, leaf, {
    error: issue => (issue.code === 'invalid_key' ? `is no name here: use ${keyIs}` : expecting(what)(issue)),
  });
}

/** The same kind of value in each language; other languages may stand beside them. */
export function inLanguages<T extends z.ZodType>(languages: readonly Language[], leaf: T) {
  const what = `a value for each language (${languages.join(', ')})`;
  return named(language(), leaf, what, 'a language such as en or ru').check(context => {
    for (const code of languages) {
      if (Object.hasOwn(context.value, code)) continue;
      context.issues.push({
        code: 'custom',
        message: `has no "${code}": add it`,
        input: context.value,
        path: [],
      });
    }
  });
}

/** One value for all languages, or one for each. */
export function oneOrInLanguages<T extends z.ZodType<string, string>>(
  languages: readonly Language[],
  leaf: T,
) {
  const each = inLanguages(languages, leaf);
  return z.unknown().transform((input, context) => {
    const { data, error } = (typeof input === 'object' ? each : leaf).safeParse(input);
    for (const { message, path } of error?.issues ?? []) {
      context.issues.push({ code: 'custom', message, path: [...path], input });
    }
    return data ?? z.NEVER;
  });
}

export function language() {
  return textLike('a language such as en or ru', isLanguage);
}

export function isLanguage(text: string): boolean {
  return (
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(text) && Intl.PluralRules.supportedLocalesOf(text).length > 0
  );
}

export function duration() {
  const what = 'a duration such as 30m, 6h or 2d';
  return textLike(what, text => parseDuration(text) !== undefined).transform(
    text => parseDuration(text) ?? 0,
  );
}

export function webAddress() {
  return textLike('an address that starts with https:// or http://', isWebAddress);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}

/** What names a post, a link or an occasion. */
export function id() {
  return textLike('a name of small letters, digits and hyphens', text =>
    /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text),
  );
}

export function yesOrNo() {
  return z.boolean({ error: expecting('true or false') });
}

export function listOf<T extends z.ZodType>(item: T, what: string) {
  return z.array(item, { error: expecting(`a list of ${what}`) });
}

export function oneOf<const T extends readonly string[]>(choices: T) {
  return z.enum(choices, { error: expecting(`one of ${choices.join(', ')}`) });
}
