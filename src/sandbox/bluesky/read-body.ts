import { invalidRequest, XrpcError } from './xrpc-error.ts';

const MAX_JSON_BYTES = 150 * 1024;
const MAX_BLOB_BYTES = 5 * 1024 * 1024;

export async function readJsonBody(request: Request): Promise<Record<string, unknown>> {
  const contentType = request.headers.get('content-type');
  if (contentType === null) throw invalidRequest('Request encoding (Content-Type) required but not provided');
  if (!/^application\/json\b/.test(contentType)) {
    throw invalidRequest(`Wrong request encoding (Content-Type): ${contentType}`);
  }
  const bytes = await readBytes(request, MAX_JSON_BYTES, 'PayloadTooLargeError');
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalidRequest('Unexpected end of JSON input', 'SyntaxError');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalidRequest('Input must be an object');
  return body as Record<string, unknown>;
}

export async function readBlobBody(request: Request): Promise<{ bytes: Uint8Array; contentType: string }> {
  const contentType = request.headers.get('content-type');
  if (contentType === null) throw invalidRequest('Request encoding (Content-Type) required but not provided');
  return { bytes: await readBytes(request, MAX_BLOB_BYTES, 'PayloadTooLarge'), contentType };
}

/** A PDS reads JSON and blobs with two libraries, which name the same refusal differently. */
async function readBytes(request: Request, limit: number, refusal: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > limit) throw new XrpcError(413, refusal, 'request entity too large');
  return bytes;
}
