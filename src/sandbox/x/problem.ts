/** An answer that says no, in one of the shapes that X uses. */
export class XProblem extends Error {
  override readonly name = 'XProblem';
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body.detail ?? body.title ?? status));
    this.status = status;
    this.body = body;
  }

  get response(): Response {
    const isProblem = 'type' in this.body;
    return new Response(JSON.stringify(this.body), {
      status: this.status,
      headers: { 'content-type': isProblem ? 'application/problem+json' : 'application/json; charset=utf-8' },
    });
  }
}

const TITLES: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' };

/** problem+json without a type of its own. */
export function plainProblem(status: 401 | 403 | 404, detail: string): XProblem {
  return new XProblem(status, { title: TITLES[status], type: 'about:blank', status, detail });
}

export function invalidRequest(
  messages: readonly { parameters: Record<string, unknown>; message: string }[],
): XProblem {
  return new XProblem(400, {
    errors: messages,
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: 'https://api.x.com/2/problems/invalid-request',
  });
}

export function notFound(parameter: string, id: string): XProblem {
  return new XProblem(404, {
    title: 'Not Found Error',
    detail: `Could not find tweet with ${parameter}: [${id}].`,
    type: 'https://api.x.com/2/problems/resource-not-found',
    parameter,
    resource_id: id,
    resource_type: 'tweet',
    value: id,
  });
}

export function tooManyRequests(shape: 'errors' | 'problem'): XProblem {
  return shape === 'errors'
    ? new XProblem(429, { errors: [{ code: 88, message: 'Rate limit exceeded' }] })
    : new XProblem(429, {
        title: 'Too Many Requests',
        detail: 'Too Many Requests',
        type: 'about:blank',
        status: 429,
      });
}
