import { invalidRequest } from './problem.ts';

/** The fields of a multipart body, as bytes. Clients send files without a file name, which FormData takes for text. */
export async function readForm(request: Request): Promise<ReadonlyMap<string, Buffer>> {
  const boundary = /^multipart\/form-data;\s*boundary="?(?<boundary>[^";]+)/.exec(
    request.headers.get('content-type') ?? '',
  )?.groups?.boundary;
  if (boundary === undefined) throw malformed();
  const body = Buffer.from(await request.arrayBuffer());
  const fields = new Map<string, Buffer>();
  const delimiter = Buffer.from(`--${boundary}`);
  let start = body.indexOf(delimiter);
  for (let end = next(start); end !== -1; start = end, end = next(start)) {
    const part = body.subarray(start + delimiter.length + 2, end - 2);
    const head = part.indexOf('\r\n\r\n');
    const name = /name="(?<name>[^"]+)"/.exec(part.subarray(0, head).toString())?.groups?.name;
    if (head === -1 || name === undefined) throw malformed();
    fields.set(name, part.subarray(head + 4));
  }
  return fields;

  function next(from: number): number {
    return from === -1 ? -1 : body.indexOf(delimiter, from + delimiter.length);
  }
}

function malformed() {
  return invalidRequest([{ parameters: {}, message: 'The request body is not valid multipart form data.' }]);
}
