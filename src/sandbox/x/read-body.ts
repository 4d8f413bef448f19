import type { z } from 'zod';
import { invalidRequest } from './problem.ts';

/** Reads a JSON body, or says what is wrong with it as X does. */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  const text = await request.text();
  const isJson = (request.headers.get('content-type') ?? '').includes('application/json');
  const parsed = schema.safeParse(isJson ? parseJson(text) : undefined);
  if (parsed.success) return parsed.data;
  throw invalidRequest(
    parsed.error.issues.map(issue => ({
      parameters: { [issue.path.join('.')]: [] },
      message: `$.${issue.path.join('.')}: ${issue.message}`,
    })),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
