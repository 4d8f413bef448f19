/** Hours as people say them, in words or with a part of the day, written as the reader of dates knows them: `18:30`. */

const listOf = (words: string): Map<string, number> =>
  new Map(words.split(' ').flatMap((word, index) => (word === '-' ? [] : [[word, index]])));

const HOURS = new Map([
  ...listOf('- one two three four five six seven eight nine ten eleven twelve'),
  ...listOf(
    '- час два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать',
  ),
  ...[['двадцать один', 21] as const, ['двадцать два', 22] as const, ['двадцать три', 23] as const],
]);

/** «в половине седьмого» is half an hour after six. */
const HALF_BEFORE = listOf(
  '- первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого',
).set('четвертого', 4);

const MINUTES = new Map<string, number>([
  ...([
    ['ten', 10],
    ['fifteen', 15],
    ['twenty', 20],
    ['thirty', 30],
    ['forty', 40],
    ['forty-five', 45],
    ['fifty', 50],
  ] as const),
  ...([
    ['ноль ноль', 0],
    ['десять', 10],
    ['пятнадцать', 15],
    ['двадцать', 20],
    ['тридцать', 30],
    ['сорок', 40],
  ] as const),
  ...([
    ['сорок пять', 45],
    ['пятьдесят', 50],
  ] as const),
]);

/** The longest first, since one may begin another. */
const anyOf = (words: Map<string, number>): string =>
  [...words.keys()].sort((one, other) => other.length - one.length).join('|');

/** Of each part of the day: the first and the last hour on a dial that it is said of. Twelve counts as nought. */
const PARTS: readonly {
  readonly said: RegExp;
  readonly from: number;
  readonly to: number;
  readonly add: number;
}[] = [
  { said: /^(?:am|a\.m\.)$/iu, from: 0, to: 11, add: 0 },
  { said: /^(?:pm|p\.m\.)$/iu, from: 0, to: 11, add: 12 },
  { said: /^(?:in the morning|утра)$/iu, from: 1, to: 11, add: 0 },
  { said: /^(?:in the afternoon|дня)$/iu, from: 0, to: 6, add: 12 },
  { said: /^(?:in the evening|вечера)$/iu, from: 4, to: 11, add: 12 },
  { said: /^(?:at night|ночи)$/iu, from: 0, to: 4, add: 0 },
  { said: /^(?:at night|ночи)$/iu, from: 8, to: 11, add: 12 },
];

const PART = 'a\\.?m\\.?|p\\.?m\\.?|in the (?:morning|afternoon|evening)|at night|утра|дня|вечера|ночи';
const HOUR = `${anyOf(HOURS)}|\\d{1,2}`;
const MINUTE = `${anyOf(MINUTES)}|[:.]\\d{2}`;

const ENGLISH = new RegExp(
  `(?<![\\p{L}\\d:.])(?:at )?(?:(half|quarter) (past|to) )?(${HOUR})(?: ?(${MINUTE}))?( o['’]clock)?(?: ?(${PART}))?(?![\\p{L}\\d:])`,
  'giu',
);
const RUSSIAN = new RegExp(
  `(?<!\\p{L})в (?:пол(?:овине )?(${anyOf(HALF_BEFORE)})|(${HOUR})(?: ?(${MINUTE}))?(?: (?:часов|часа|час))?)(?: (${PART}))?(?![\\p{L}\\d:])`,
  'giu',
);

/**
 * `at half past six pm` → `at 18:30`, «в девять вечера» → «в 21:00». Without a part of the day an hour is what it would be as
 * a number. What cannot be so (13 in the morning) is left as it stands, and so is what may be no hour, such as `in two hours`.
 */
export function writeSpelledHours(text: string): string {
  return /\p{Script=Cyrillic}/u.test(text) ? inRussian(text) : inEnglish(text);
}

function inEnglish(text: string): string {
  return text.replace(ENGLISH, (said, fraction, side, hour, minute, clock, part) => {
    const sure = [fraction, minute, clock, part].some(Boolean) || /^at /i.test(said);
    if (!sure || (isNumber(hour) && !fraction && !part)) return said;
    const time = timeOf(numberOf(HOURS, hour), part);
    if (time === undefined) return said;
    return `at ${write(time, fraction ? minutesOf(fraction, side) : minuteOf(minute))}`;
  });
}

function inRussian(text: string): string {
  return text.replace(RUSSIAN, (said, halfOf, hour, minute, part) => {
    if (halfOf === undefined && isNumber(hour) && !part) return said;
    const before = halfOf && (numberOf(HALF_BEFORE, halfOf) - 1 || 12);
    const time = timeOf(before ?? numberOf(HOURS, hour), part);
    if (time === undefined) return said;
    return `в ${write(time, halfOf ? 30 : minuteOf(minute))}`;
  });
}

const isNumber = (word: string): boolean => /^\d+$/.test(word);

const numberOf = (words: Map<string, number>, word: string): number =>
  words.get(word.toLowerCase()) ?? Number(word);

/** Undefined where the hour is not of that part of the day. */
function timeOf(hour: number, part: string | undefined): number | undefined {
  if (part === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  const onDial = hour % 12;
  const found = PARTS.find(({ said, from, to }) => said.test(part) && onDial >= from && onDial <= to);
  return found && onDial + found.add;
}

function minuteOf(said: string | undefined): number {
  if (said === undefined) return 0;
  return MINUTES.get(said.toLowerCase()) ?? Number(said.slice(1));
}

const minutesOf = (fraction: string, side: string): number =>
  (fraction.toLowerCase() === 'half' ? 30 : 15) * (side.toLowerCase() === 'to' ? -1 : 1);

/** A number of minutes below nought is so much before the hour. */
function write(hour: number, minutes: number): string {
  const ofDay = (hour * 60 + minutes + 24 * 60) % (24 * 60);
  return `${Math.floor(ofDay / 60)}:${String(ofDay % 60).padStart(2, '0')}`;
}
