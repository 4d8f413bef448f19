import type { Random } from './random.ts';

const WORDS = [
  'sample/note',
  'sample/note/2027',
  'sample',
  'note',
  'women',
  'x',
  'x-en',
  'telegram-ru',
  'bluesky',
  'yes',
  'set',
  'confirm',
  'undo',
  '198',
  '>45000',
  '143600-171900',
  '2026-11-20',
  '2026-13-45',
  'tomorrow',
  'morgen',
  '21 May 10:00',
  'завтра 10:00',
  'заўтра',
  '2099-01-01 00:00',
  '-7d',
  'owner',
  'editor',
  'viewer',
  '0',
  '-1',
  '1e999',
  '99999999999999999999',
  'https://spring96.org/',
  'Viasna',
  'Europe/Minsk',
  'en',
  'ru',
  'be',
  '22:00-07:00',
  'off',
  '..',
  '../../etc/passwd',
  "'; drop table members; --",
  '{{constructor}}',
  '$t(error.unexpected)',
  '<b>',
  '&amp;',
  '__proto__',
  '%00',
  'null',
];
const ODD = [
  '\u0000',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud83d',
  '\udc00',
  '👩‍👩‍👧‍👦',
  'e\u0301'.repeat(30),
  '\r\n',
  '\t',
  '\u2028',
  'ﷺ',
  '🇧🇾',
  '\\',
  '"',
  '`',
  '\u001b[31m',
  '#',
  '@x',
  'q'.repeat(300),
];

/** Words that a command may understand, and what no command does. */
export function randomWords(random: Random, most = 4): string {
  return Array.from({ length: random.below(most + 1) }, () =>
    random.pick(random.chance(0.8) ? WORDS : ODD),
  ).join(random.pick([' ', ' ', ' ', '\n', '  ', '']));
}

/** Anything up to the longest that Telegram brings, and beyond. */
export function randomText(random: Random): string {
  if (random.chance(0.03))
    return random
      .pick(['x', 'д', '😀', ' ', '\n', '/', 'https://x.org '])
      .repeat(random.pick([4_096, 20_000]));
  return Array.from({ length: random.below(12) }, () => random.pick(random.chance(0.6) ? WORDS : ODD)).join(
    random.pick([' ', '']),
  );
}
