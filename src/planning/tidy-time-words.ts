import { MONTHS } from './months.ts';
import { writeSpelledHours } from './spelled-hours.ts';

const ENGLISH_MONTH = `(?:${MONTHS.slice(0, 12).join('|')})[a-z]*`;
const RUSSIAN_MONTH = `(?:${MONTHS.slice(12).join('|')})\\p{L}*`;

const RUSSIAN_MONTHS =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** A time on the clock, as it may stand before its day. */
const RUSSIAN_TIME = '(?:в пол(?:день|ночь)|(?:в )?\\d{1,2}(?:[:.]\\d{2})?(?: ?(?:утра|дня|вечера|ночи))?)';

/** What people write and the reader of dates does not know, in words that it does. */
const REWRITINGS: readonly (readonly [RegExp, string])[] = [
  [/\s+/gu, ' '],
  [/[\s.,;!]+$/u, ''],
  [/^(?:on )?the /iu, ''],
  [/(?<=^|\s)at (?=midnight$|noon$)/iu, ''],
  // `May 21 at 9` would be read as May 2021.
  [
    new RegExp(
      `(?<!\\d(?:st|nd|rd|th)? )\\b(${ENGLISH_MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:.]| ?[ap]m),?`,
      'giu',
    ),
    '$2 $1',
  ],
  // The midnight of today is the one that comes.
  [/^(?:tonight|today|this evening)(?: at)? midnight$|^midnight (?:tonight|today)$/iu, 'midnight'],
  [/^сегодня (?:в )?полночь$|^(?:в )?полночь сегодня$/iu, 'в полночь'],
  [/(?:the )?day after tomorrow/iu, 'in 2 days'],
  [/(?<=^|\s)во (?=втор)/iu, 'в '],
  [/(?<=^|\s)(?:к|часов в) (?=\d)/giu, 'в '],
  [/(?<=\d)-?(?:го|е) (?=\p{L})/giu, ' '],
  [/(?<=^|[\d\p{L}]\s)(?<!в )(?=пол(?:день|ночь))/giu, 'в '],
  [/(?<=\d{4}) г\.?(?=[ ,]|$)/giu, ' года'],
  // «в 18 часов», «в 9 часов утра», «в 18 ч».
  [/(?<=(?:^|\s)в \d{1,2}) ?(?:часов|часа|час|ч)\.?(?= (?:утра|дня|вечера|ночи|по)|$)/giu, ''],
  [/(?<= )(\d{1,2})-(\d{2})$/u, '$1:$2'],
  [/(?<=(?:^|\s)в \d{1,2}) (?=[0-5]\d$)/giu, ':'],
];

/** `21.05 at 9` and «21.05, 9 утра»: figures before a time are a day. */
const DAY_IN_FIGURES = /^(\d{1,2})\.(\d{1,2}),? (?=(?:at|в) |\d|noon|midnight|полдень|полночь)(\d{1,2}$)?/iu;

/** «в 9 утра 21 мая», «9:00 завтра»: the reader of Russian dates wants the day first. */
const TIME_FIRST = new RegExp(
  `^(${RUSSIAN_TIME}),? ((?:\\d{1,2} ${RUSSIAN_MONTH}(?: \\d{4}(?: года)?)?|\\d{1,2}\\.\\d{1,2}(?:\\.\\d{4})?|сегодня|завтра|послезавтра|в (?!пол)\\p{L}+))$`,
  'iu',
);

const DAY =
  'today|tomorrow|(?:next |this |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|сегодня|завтра|послезавтра|(?:во? )?(?:следующ\\p{L}+ )?(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)';

/** `tomorrow 9`: a number alone is an hour only after a word that needs no other. */
const BARE_HOUR = new RegExp(`^(${DAY}) (\\d{1,2})$`, 'iu');

export function tidyTimeWords(text: string): string {
  const tidy = REWRITINGS.reduce(
    (words, [from, to]) => words.replace(from, to),
    writeSpelledHours(text.trim()),
  )
    .replace(TIME_FIRST, (_, time: string, day: string) => `${day} ${/^в /i.test(time) ? time : `в ${time}`}`)
    .replace(DAY_IN_FIGURES, nameMonth);
  return tidy.replace(BARE_HOUR, (_, day: string, hour: string) =>
    /\p{Script=Cyrillic}/u.test(day) ? `${day} в ${hour}` : `${day} at ${hour}`,
  );
}

/** With the name of the month, since the reader of dates takes such figures for a time. */
function nameMonth(
  figures: string,
  day: string,
  month: string,
  hour: string | undefined,
  _at: number,
  words: string,
): string {
  const isRussian = /\p{Script=Cyrillic}/u.test(words);
  const name = (isRussian ? RUSSIAN_MONTHS : MONTHS)[Number(month) - 1];
  if (name === undefined || Number(month) > 12) return figures;
  return `${day} ${name} ${hour === undefined ? '' : `${isRussian ? 'в' : 'at'} ${hour}`}`;
}
