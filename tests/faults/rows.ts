import type { BlueskySandbox } from '../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import { errorOf, htmlPage } from './answers.ts';
import type { Cell } from './cell.ts';
import type { Column } from './columns.ts';
import {
  everyCall,
  nameUnknown,
  serverDown,
  serverDownAfterwards,
  struck,
  type Trouble,
  takesEffectLate,
  type When,
} from './trouble.ts';

/** How a delivery may end: with all its parts there, or at once, in words to the admins. */
export type End = 'published' | 'failed';

export interface Row {
  readonly fault: string;
  readonly when: When;
  readonly ends: (name: string) => End;
  /** Undefined: this network has no such thing. */
  readonly trouble: (column: Column) => Trouble | undefined;
}

const HOUR_MS = 3_600_000;
const FORBIDDEN: Readonly<Record<string, string>> = {
  telegram: 'Forbidden: bot is not a member of the channel chat',
  mastodon: 'This action is not allowed',
};
const LATER = { 'retry-after': '90' };
const AWAY_FOR_A_WEEK = htmlPage(503, 'Service Unavailable', { 'retry-after': '604800' });
const NONSENSE = { 'retry-after': '9'.repeat(24) };

const row = (
  fault: string,
  when: When,
  trouble: Trouble | ((name: string, column: Column) => Trouble | undefined),
  ends: End | ((name: string) => End) = 'published',
): Row => ({
  fault,
  when,
  ends: typeof ends === 'function' ? ends : () => ends,
  trouble: typeof trouble === 'function' ? column => trouble(column.fixture.name, column) : () => trouble,
});

/** What may happen on either side of the effect. */
function bothSides(fault: string, of: (when: When, name: string) => Trouble): readonly Row[] {
  return (['before', 'after'] as const).map(when => row(fault, when, name => of(when, name)));
}

const only = (network: string, trouble: Trouble) => (name: string) =>
  name === network ? trouble : undefined;

const connection: readonly Row[] = [
  row('connection refused', 'before', serverDown),
  row('connection reset, then refused', 'after', serverDownAfterwards),
  row('unknown host name', 'before', nameUnknown),
  ...bothSides('connection reset', when => struck({ kind: 'reset' }, when)),
  ...bothSides('no answer', when => struck({ kind: 'hang' }, when, { impatient: when })),
  row(
    'slow bytes, over the time-out',
    'before',
    struck({ ...htmlPage(200, 'Wait'), sent: { delayMs: 1_000 } }, 'before', { impatient: 'before' }),
  ),
  row(
    'truncated answer',
    'before',
    struck({ ...htmlPage(200, 'Wait'), sent: 'half' }, 'before', { impatient: 'before' }),
  ),
  row('slow bytes, whole in time', 'after', struck({ kind: 'slow', delayMs: 5, bytes: 100 }, 'after')),
  row(
    'slow bytes, over the time-out',
    'after',
    struck({ kind: 'slow', delayMs: 1_000 }, 'after', { impatient: 'after' }),
  ),
  row('no answer in time; the effect comes 2 s later', 'after', () => takesEffectLate()),
  row('truncated answer', 'after', struck({ kind: 'truncate' }, 'after', { impatient: 'after' })),
];

const strangeAnswers: readonly Row[] = [
  ...bothSides('200 with an HTML page', when => struck(htmlPage(200, 'Welcome'), when)),
  ...bothSides('200 with nothing', when => struck({ kind: 'respond', status: 200 }, when)),
  ...bothSides('500', (when, name) => struck(errorOf(name, 500, 'Internal Server Error'), when)),
  ...bothSides('502, an HTML page', when => struck(htmlPage(502, 'Bad Gateway'), when)),
  ...bothSides('503', when => struck(htmlPage(503, 'Service Unavailable'), when)),
  ...bothSides('503 with Retry-After', when => struck(htmlPage(503, 'Service Unavailable', LATER), when)),
  row(
    '503 with Retry-After of a week',
    'before',
    struck(AWAY_FOR_A_WEEK, 'before'),
    // Looked up at the deadline, and told as failed. Telegram's library does not show such a header.
    name => (name === 'telegram' ? 'published' : 'failed'),
  ),
  row('503 with Retry-After of a week', 'after', struck(AWAY_FOR_A_WEEK, 'after')),
  ...bothSides('503 with a Retry-After that is nonsense', when =>
    struck(htmlPage(503, 'Service Unavailable', NONSENSE), when),
  ),
];

const tooFast: readonly Row[] = [
  row("429, the network's own words", 'before', (_, { fixture }) =>
    struck(cell => fixture.answers.throttled(cell.now()), 'before'),
  ),
  row('429, Retry-After in seconds', 'before', name =>
    struck(errorOf(name, 429, 'Too Many Requests', LATER), 'before'),
  ),
  row('429, Retry-After as a date', 'before', name =>
    struck(
      cell => errorOf(name, 429, 'Too Many Requests', { 'retry-after': inSeconds(cell, 90).toUTCString() }),
      'before',
    ),
  ),
  row('429, a Retry-After that is nonsense', 'before', name =>
    struck(errorOf(name, 429, 'Too Many Requests', NONSENSE), 'before'),
  ),
  row('429 that says not when', 'before', name => struck(errorOf(name, 429, 'Too Many Requests'), 'before')),
  row(
    '429 from a proxy, an HTML page',
    'before',
    struck(htmlPage(429, 'Too Many Requests', LATER), 'before'),
  ),
  row('429, the older shape (code 88)', 'before', only('x', struck(olderThrottled, 'before'))),
  row('429, the day is used up', 'before', only('x', struck(dayUsedUp, 'before'))),
];

const refusals: readonly Row[] = [
  row('401, until the credentials are renewed', 'before', (_, { fixture }) =>
    everyCall(fixture.answers.credentials),
  ),
  row('session expired', 'before', only('bluesky', struck(expiredSession, 'before'))),
  row('session ended by the server', 'before', only('bluesky', { begin: endSessions })),
  ...bothSides('403, a duplicate', (when, name) => struck(duplicate(name), when)).map(forX),
  row(
    '403, not allowed',
    'before',
    (name, { fixture }) =>
      name === 'x'
        ? struck(fixture.answers.rejected, 'before')
        : struck(errorOf(name, 403, FORBIDDEN[name] ?? 'Forbidden'), 'before'),
    // X says no to this post; elsewhere the account may not post at all, and the place waits until it may.
    name => (name === 'x' ? 'failed' : 'published'),
  ),
  row(
    '404',
    'before',
    name => struck(errorOf(name, 404, 'Not Found'), 'before'),
    // Telegram's word for a token that it does not know.
    name => (name === 'telegram' ? 'published' : 'failed'),
  ),
  row('413', 'before', name => struck(errorOf(name, 413, 'Request Entity Too Large'), 'before'), 'failed'),
  row(
    '413 from a proxy, an HTML page',
    'before',
    struck(htmlPage(413, 'Too Large'), 'before'),
    // Of a page that is no answer of the Bot API, its library says nothing but that.
    name => (name === 'telegram' ? 'published' : 'failed'),
  ),
  row('422', 'before', name => struck(errorOf(name, 422, 'Unprocessable Entity'), 'before'), 'failed'),
  row(
    "the network's own refusal of a text",
    'before',
    (_, { fixture }) => struck(fixture.answers.rejected, 'before'),
    'failed',
  ),
];

const clocks: readonly Row[] = [
  ...bothSides("connection reset, the server's clock an hour ahead", when =>
    struck({ kind: 'reset' }, when, { clockLeadMs: HOUR_MS }),
  ),
  ...bothSides("connection reset, the server's clock an hour behind", when =>
    struck({ kind: 'reset' }, when, { clockLeadMs: -HOUR_MS }),
  ),
];

export const ROWS: readonly Row[] = [...connection, ...strangeAnswers, ...tooFast, ...refusals, ...clocks];

function inSeconds(cell: Cell, seconds: number): Date {
  return new Date(cell.now().getTime() + seconds * 1000);
}

function epoch(cell: Cell, seconds: number): string {
  return String(Math.floor(inSeconds(cell, seconds).getTime() / 1000));
}

function olderThrottled(cell: Cell) {
  return {
    kind: 'respond' as const,
    status: 429,
    headers: { 'content-type': 'application/json', 'x-rate-limit-reset': epoch(cell, 90) },
    body: JSON.stringify({ errors: [{ code: 88, message: 'Rate limit exceeded' }] }),
  };
}

function dayUsedUp(cell: Cell) {
  return errorOf('x', 429, 'Too Many Requests', {
    'x-rate-limit-remaining': '99',
    'x-rate-limit-reset': epoch(cell, 60),
    'x-app-limit-24hour-remaining': '0',
    'x-app-limit-24hour-reset': epoch(cell, 3_600),
  });
}

function expiredSession() {
  return {
    kind: 'respond' as const,
    status: 400,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: 'ExpiredToken', message: 'Token has expired' }),
  };
}

function endSessions(cell: Cell): void {
  (cell.sandbox as BlueskySandbox).revokeSessions();
}

function duplicate(name: string) {
  return errorOf(name, 403, 'You are not allowed to create a Tweet with duplicate content.');
}

function forX(of: Row): Row {
  return { ...of, trouble: column => (column.fixture.name === 'x' ? of.trouble(column) : undefined) };
}
