import type { Locator } from '../../domain/figure-fetch.ts';
import { SourceFault } from '../../domain/source-fault.ts';
import { checkPieces } from './check-pieces.ts';

/** A number that is not written as digits alone: 1.5, 1e3, -1. */
class OtherNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** The text or number at a JSON Pointer (RFC 6901), as it is written. */
export function locateJson(text: string, { pointer }: Locator & { kind: 'json' }): string {
  checkPieces(text, /[{[,]/g);
  const found = follow(parse(text), pointer);
  if (found === undefined) throw new SourceFault(`there is nothing at ${pointer}`);
  if (typeof found === 'string') return found;
  if (typeof found === 'number') return String(found);
  if (found instanceof OtherNumber) throw new SourceFault(`${found.source} at ${pointer} is no whole number`);
  throw new SourceFault(`what is at ${pointer} is neither a number nor a text`);
}

function parse(text: string): unknown {
  const keepSource = (_: string, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source;
    return typeof value === 'number' && source !== undefined && String(value) !== source
      ? new OtherNumber(source)
      : value;
  };
  try {
    return JSON.parse(text, keepSource);
  } catch {
    throw new SourceFault('its answer is no JSON');
  }
}

function follow(document: unknown, pointer: string): unknown {
  const steps = pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' &&
      value !== null &&
      !(value instanceof OtherNumber) &&
      Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    document,
  );
}
