import { lexicons } from '@atproto/api';
import { invalidRequest } from './xrpc-error.ts';

/** The query as the method's lexicon has it: numbers, booleans and lists out of strings, defaults filled in. */
export function readParams(nsid: string, query: URLSearchParams): Readonly<Record<string, unknown>> {
  const definition = lexicons.getDefOrThrow(nsid);
  const properties =
    definition.type === 'query' || definition.type === 'procedure'
      ? (definition.parameters?.properties ?? {})
      : {};
  const params: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(properties)) {
    const values = query.getAll(name);
    if (values.length === 0) continue;
    params[name] = property.type === 'array' ? values : readValue(property.type, values[0] ?? '');
  }
  try {
    return lexicons.assertValidXrpcParams(nsid, params) ?? {};
  } catch (error) {
    throw invalidRequest(error instanceof Error ? error.message : String(error));
  }
}

function readValue(type: string, value: string): unknown {
  if (type === 'integer') return Number(value);
  if (type === 'boolean') return value === 'true';
  return value;
}
