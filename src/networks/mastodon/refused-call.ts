import { MastoHttpError } from 'masto';

/**
 * What masto throws for a refusal. It throws the bare response where another library has put a class of its own in the
 * place of `Response`, as HTTP servers within the same process do.
 */
export async function refusedCall(error: unknown): Promise<unknown> {
  if (!isResponse(error)) return error;
  const body: unknown = await error.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) return new Error(`HTTP ${error.status}`);
  const said: unknown = Reflect.get(body, 'error');
  const message = typeof said === 'string' ? said : '';
  return new MastoHttpError({ statusCode: error.status, message });
}

function isResponse(error: unknown): error is Response {
  return Object.prototype.toString.call(error) === '[object Response]';
}
