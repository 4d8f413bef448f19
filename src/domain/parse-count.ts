import type { FigureValue } from './figure.ts';

const SPELLINGS = 'write it as 1593, 1,593, 1 593 or 1.593';

/** Digits alone, or in groups of three with one kind of separator between them; without leading zeros. */
const PLAIN = /^(?:0|[1-9]\d*)$/;
const GROUPED = /^[1-9]\d{0,2}(?:([,.]|\p{Zs})\d{3})(?:\1\d{3})*$/u;

/**
 * Reads a whole number in any of the usual spellings; undefined where reading it would be guessing: 1.5, 1,59, "about 1593",
 * 1e3, -1, or more than can be counted exactly.
 */
export function parseCount(text: string): number | undefined {
  const trimmed = text.trim();
  if (!PLAIN.test(trimmed) && !GROUPED.test(trimmed)) return undefined;
  const value = Number(trimmed.replace(/[^\d]/g, ''));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** What to tell whoever wrote it. */
export function countFault(text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `"${shown}" is no whole number that can be read without guessing: ${SPELLINGS}`;
}

/** A value as `figureValueText` shows it: `198`, `>45000`, `<10`, `143600-171900`; the numbers in any spelling. */
export function parseFigureValue(text: string): FigureValue | undefined {
  const [, sign = '', first = '', last] = /^\s*([<>]?)([^<>–-]*)(?:[–-]([^<>–-]*))?$/u.exec(text) ?? [];
  const [from, to] = [parseCount(first), last === undefined ? undefined : parseCount(last)];
  if (from === undefined) return undefined;
  if (last === undefined) return { kind: KINDS[sign] ?? 'exact', value: from };
  return sign === '' && to !== undefined && from < to ? { kind: 'range', from, to } : undefined;
}

const KINDS: Readonly<Record<string, 'more-than' | 'less-than'>> = { '>': 'more-than', '<': 'less-than' };
