import { parseAsOf } from '../../domain/as-of.ts';
import type { AsOf } from '../../domain/figure.ts';
import { SourceFault } from '../../domain/source-fault.ts';

const ISO = /^(\d{4}-\d{2}(?:-\d{2})?)(?:[T ]\d{2}:\d{2}\S*)?$/;
const DOTTED = /^(\d{2})\.(\d{2})\.(\d{4})$/;

/** A date in a form that leaves no doubt: 2026-11-20, 2026-11, 2026-11-20T10:00:00Z, 20.11.2026. */
export function readDay(text: string): AsOf {
  const [, day, month, year] = DOTTED.exec(text) ?? [];
  const asOf = year === undefined ? ISO.exec(text)?.[1] : `${year}-${month}-${day}`;
  if (asOf !== undefined && parseAsOf(asOf) !== undefined) return asOf;
  throw new SourceFault(
    `"${text.slice(0, 40)}" is no date that can be read without guessing (2026-11-20, 2026-11 or 20.11.2026)`,
  );
}
