import { Temporal } from 'temporal-polyfill';

/** What a unit may be called, in English, Russian and Belarusian, and how a duration names it. */
const UNITS: readonly (readonly [said: RegExp, unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months'])[] = [
  [/^(?:m|min|minutes?|м|мин|минут\p{L}?|хв|хвілін\p{L}?)$/iu, 'minutes'],
  [/^(?:h|hours?|ч|час\p{L}*|г|гадз\p{L}*)$/iu, 'hours'],
  [/^(?:d|days?|д|дн\p{L}*|день|дзень|дзён)$/iu, 'days'],
  [/^(?:w|weeks?|недел\p{L}+|тыд\p{L}+)$/iu, 'weeks'],
  [/^(?:months?|месяц\p{L}*)$/iu, 'months'],
];

const DELAY =
  /^(?:\+|in\s+|через\s+|праз\s+)(?:(\d{1,4}(?:[.,]5)?|an?|полтора|полторы|паўтара|паўтары)\s*)?(\p{L}+)( and a half)?$/iu;
const FROM_NOW = /^(.+) from now$/i;

const ONE_AND_A_HALF = /^(?:полтор|паўтар)/iu;

/** `+10m`, `in 2 hours`, `a week from now`, «через полтора часа», «праз тыдзень»; undefined: it is something else. */
export function readDelay(text: string): Temporal.Duration | undefined {
  const [, said, unitSaid = '', andAHalf] = DELAY.exec(text.replace(FROM_NOW, 'in $1')) ?? [];
  const unit = UNITS.find(([words]) => words.test(unitSaid))?.[1];
  if (unit === undefined) return undefined;
  const amount = amountOf(said) + (andAHalf === undefined ? 0 : 0.5);
  if (Number.isInteger(amount)) return Temporal.Duration.from({ [unit]: amount });
  // Half a day or a week is not said of a time on the clock.
  return unit === 'hours' ? Temporal.Duration.from({ minutes: amount * 60 }) : undefined;
}

function amountOf(said = 'a'): number {
  if (/^\d/.test(said)) return Number(said.replace(',', '.'));
  return ONE_AND_A_HALF.test(said) ? 1.5 : 1;
}
