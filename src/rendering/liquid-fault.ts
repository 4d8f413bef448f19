import { type Liquid, LiquidError, type Token } from 'liquidjs';
import { TextFault } from './text-fault.ts';

/** A fault at a line of the text's own file. */
export interface LocatedFault {
  readonly line: number;
  /** What is wrong and what to do, without a full stop. */
  readonly what: string;
}

/** Says in a sentence what Liquid found wrong; rethrows what is no fault of the text. */
export function liquidFault(error: unknown, engine: Liquid): LocatedFault {
  if (isTooLong(error)) return { line: 1, what: wording(error, undefined, engine) };
  if (!LiquidError.is(error)) throw error;
  const { token, originalError } = error as LiquidError & { token: Token; originalError?: unknown };
  return { line: token.getPosition()[0] ?? 1, what: wording(error, originalError, engine) };
}

/** The limit of a text's length is the one fault for which liquidjs names no place. */
function isTooLong(error: unknown): error is Error {
  return error instanceof Error && error.message === 'parse length limit exceeded';
}

function wording(error: Error, cause: unknown, engine: Liquid): string {
  if (cause instanceof TextFault) return cause.message;
  const reason = plainReason(error.message);
  const filter = /^undefined filter: (.+)$/.exec(reason)?.[1];
  if (filter !== undefined) {
    return `there is no filter "${filter}": use one of ${Object.keys(engine.filters).sort().join(', ')}`;
  }
  const tag = /^tag "(.+)" not found$/.exec(reason)?.[1];
  if (tag !== undefined) {
    return `the tag "${tag}" is not for texts: use one of ${Object.keys(engine.tags).sort().join(', ')}`;
  }
  if (/limit exceeded$/.test(reason))
    return `the text is too much work (${reason}): make it shorter or simpler`;
  const variable = /^undefined variable: (.+)$/.exec(reason)?.[1];
  if (variable !== undefined) return `there is no "${variable}": correct the name`;
  return `Liquid cannot read this (${reason}): correct it`;
}

/** liquidjs adds the file, the line and the column to its message. */
function plainReason(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/, (file:.*|line:\d+, col:\d+)$/, '');
}
