import type { Context } from 'hono';
import { ApiError } from './api-error.ts';

/** Parameters of a call, from its query and its body, whichever of the three forms it has. */
export interface Params {
  text(name: string): string | undefined;
  flag(name: string): boolean | undefined;
  list(name: string): readonly string[] | undefined;
  file(name: string): File | undefined;
}

type Values = Map<string, unknown>;

export async function readParams(context: Context): Promise<Params> {
  const values: Values = new Map();
  for (const [name, all] of Object.entries(context.req.queries()))
    for (const value of all) put(values, name, value);
  await readBody(context, values);
  return {
    text: name => asText(values.get(name)),
    flag: name => asFlag(values.get(name)),
    list: name => asList(values.get(name)),
    file: name => {
      const value = values.get(name);
      return value instanceof File ? value : undefined;
    },
  };
}

async function readBody(context: Context, values: Values): Promise<void> {
  const type = context.req.header('content-type') ?? '';
  if (type.startsWith('application/json')) {
    const body = await context.req.json<unknown>().catch(() => {
      throw new ApiError(400, 'There was a problem in the JSON you submitted');
    });
    if (typeof body === 'object' && body !== null) {
      for (const [name, value] of Object.entries(body)) values.set(name, value);
    }
    return;
  }
  if (type.startsWith('multipart/form-data') || type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, value] of await context.req.formData()) put(values, name, value);
  }
}

/** Rails' way with names: `media_ids[]` and `media_ids[0]` make a list. */
function put(values: Values, name: string, value: unknown): void {
  const list = /^(\w+)\[\d*\]$/.exec(name)?.[1];
  if (list === undefined) {
    values.set(name, value);
    return;
  }
  const before = values.get(list);
  values.set(list, [...(Array.isArray(before) ? before : []), value]);
}

function asText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

function asFlag(value: unknown): boolean | undefined {
  const text = asText(value);
  return text === undefined ? undefined : !['', '0', 'f', 'false', 'off'].includes(text.toLowerCase());
}

function asList(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.flatMap(item => asText(item) ?? []) : undefined;
}
