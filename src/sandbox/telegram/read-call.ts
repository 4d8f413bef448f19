import type { Json } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';
import { createParams, isObject, type Params, type SentFile } from './params.ts';

/** Reads the parameters of a call from its query and its body: JSON, form or multipart form. */
export async function readCall(request: Request): Promise<Params> {
  const values = new Map<string, Json>(new URL(request.url).searchParams);
  const files = new Map<string, SentFile>();
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') await readJson(request, values);
  else if (type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded') {
    await readForm(request, values, files);
  }
  return createParams(values, files);
}

async function readJson(request: Request, values: Map<string, Json>): Promise<void> {
  const text = await request.text();
  if (text === '') return;
  let body: Json;
  try {
    body = JSON.parse(text);
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (!isObject(body)) throw badRequest('object expected as the request body');
  for (const [name, value] of Object.entries(body)) if (value !== null) values.set(name, value);
}

async function readForm(
  request: Request,
  values: Map<string, Json>,
  files: Map<string, SentFile>,
): Promise<void> {
  for (const [name, value] of await request.formData()) {
    if (typeof value === 'string') values.set(name, value);
    else files.set(name, { name: value.name, type: value.type, bytes: await value.bytes() });
  }
}
