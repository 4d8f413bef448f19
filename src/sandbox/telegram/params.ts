import type { Json, JsonObject } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';

/** A file as it came in a form. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * The parameters of a call. They come as JSON, as a form or in the query: in the last two every value is a string, and
 * what is more than a string is JSON in it.
 */
export interface Params {
  has(name: string): boolean;
  text(name: string): string;
  integer(name: string): number | undefined;
  flag(name: string): boolean;
  object(name: string): JsonObject | undefined;
  list(name: string): readonly Json[] | undefined;
  /** A chat's id or `@name`. */
  raw(name: string): Json | undefined;
  file(name: string): SentFile | undefined;
}

export function createParams(
  values: ReadonlyMap<string, Json>,
  files: ReadonlyMap<string, SentFile>,
): Params {
  const raw = (name: string) => values.get(name) ?? undefined;
  const parsed = (name: string) => {
    const value = raw(name);
    if (typeof value !== 'string') return value;
    if (value.trim() === '') return undefined;
    return parseJson(value, name);
  };
  return {
    raw,
    has: name => raw(name) !== undefined || files.has(name),
    file: name => files.get(name),
    text(name) {
      const value = raw(name);
      if (value === undefined) return '';
      if (typeof value === 'object') throw badRequest(`field "${name}" must be of type String`);
      return String(value);
    },
    integer(name) {
      const value = raw(name);
      if (value === undefined || value === '') return undefined;
      const number = Number(value);
      if (typeof value === 'object' || !Number.isSafeInteger(number)) {
        throw badRequest(`field "${name}" must be a valid Number`);
      }
      return number;
    },
    flag: name => ['true', 'True', '1', 'yes'].includes(String(raw(name) ?? '')),
    object(name) {
      const value = parsed(name);
      if (value === undefined) return undefined;
      if (!isObject(value)) throw badRequest(`object expected as ${name}`);
      return value;
    },
    list(name) {
      const value = parsed(name);
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw badRequest(`can't parse ${name} JSON object`);
      return value;
    },
  };
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string, name: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`can't parse ${name} JSON object`);
  }
}
