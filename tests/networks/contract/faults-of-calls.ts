import type { FaultEffect } from '../../../src/sandbox/faults.ts';

const HTML = { 'content-type': 'text/html' };

/** Ways in which a call ends without an answer that can be understood. */
export const UNANSWERED: Readonly<Record<string, FaultEffect>> = {
  'a reset connection': { kind: 'reset' },
  'a truncated answer': { kind: 'truncate' },
  silence: { kind: 'hang' },
  'a 500': { kind: 'respond', status: 500, body: '{"error":"InternalServerError"}' },
  'a 502 in HTML': { kind: 'respond', status: 502, headers: HTML, body: '<html><h1>Bad Gateway</h1></html>' },
  'a 503': { kind: 'respond', status: 503, headers: { 'retry-after': '30' } },
  'a 200 in HTML': { kind: 'respond', status: 200, headers: HTML, body: '<html>Welcome</html>' },
  'a 200 without a body': { kind: 'respond', status: 200 },
};

/** Effects that only show once the adapter's own time-out has passed. */
export function needsTimeout(effect: FaultEffect): boolean {
  return effect.kind === 'hang' || effect.kind === 'truncate';
}
