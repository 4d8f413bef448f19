import { writeSpelledHours } from './spelled-hours.ts';

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

/** What people write and the reader of dates does not know, in words that it does. */
const REWRITINGS: readonly (readonly [RegExp, string])[] = [
  [/\s+/gu, ' '],
  [/[\s.,;!]+$/u, ''],
  [/^(?:on )?the /iu, ''],
  [/(?<=^|\s)at (?=midnight$|noon$)/iu, ''],
  // `May 21 at 9` would be read as May 2021.
  [
    new RegExp(
      `(?<!\\d(?:st|nd|rd|th)? )\\b(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.]| ?[ap]m),?`,
      'giu',
    ),
    '$2 $1',
  ],
  // «в 18 часов», «в 9 часов утра», «в 18 ч».
  [/(?<=(?:^|\s)в \d{1,2}) ?(?:часов|часа|час|ч)\.?(?= (?:утра|дня|вечера|ночи|по)|$)/giu, ''],
  [/(?<= )(\d{1,2})-(\d{2})$/u, '$1:$2'],
];

const DAY =
  'today|tomorrow|(?:next |this |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|сегодня|завтра|послезавтра|(?:во? )?(?:следующ\\p{L}+ )?(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)';

/** `tomorrow 9`: a number alone is an hour only after a word that needs no other. */
const BARE_HOUR = new RegExp(`^(${DAY}) (\\d{1,2})$`, 'iu');

export function tidyTimeWords(text: string): string {
  const tidy = REWRITINGS.reduce(
    (words, [from, to]) => words.replace(from, to),
    writeSpelledHours(text.trim()),
  );
  return tidy.replace(BARE_HOUR, (_, day: string, hour: string) =>
    /\p{Script=Cyrillic}/u.test(day) ? `${day} в ${hour}` : `${day} at ${hour}`,
  );
}
