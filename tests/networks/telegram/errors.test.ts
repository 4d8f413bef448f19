import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { DeliveryError } from '../../../src/domain/delivery-error.ts';
import { telegram as definition } from '../../../src/networks/telegram/definition.ts';
import type { FaultEffect } from '../../../src/sandbox/faults.ts';
import { EN, partOf, place, publishContext, type ServedTelegram, servedTelegram } from './served-telegram.ts';

const SENDING = /\/sendMessage$/;

async function failureOf(call: Promise<unknown>): Promise<DeliveryError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DeliveryError)) throw new Error(`no DeliveryError: ${String(error)}`);
  return error;
}

/** Nothing of the token may be in the error, however deep one looks. */
function expectNoToken(error: DeliveryError, telegram: ServedTelegram): void {
  const token = telegram.server.settings.TELEGRAM_BOT_TOKEN ?? '';
  const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + error.stack;
  expect(shown).not.toContain(token);
  expect(shown).not.toContain(token.split(':')[1]);
}

function answer(status: number, body: object | string, headers?: Record<string, string>): FaultEffect {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'respond', status, body: text, ...(headers === undefined ? {} : { headers }) };
}

const HTML = '<html><body>Bad gateway</body></html>';
const refusal = (code: number, description: string, parameters?: object) =>
  answer(code, {
    ok: false,
    error_code: code,
    description,
    ...(parameters === undefined ? {} : { parameters }),
  });

const unknowable: readonly (readonly [string, FaultEffect])[] = [
  ['a reset', { kind: 'reset' }],
  ['a server that hangs', { kind: 'hang' }],
  ['an answer too slow to arrive', { kind: 'slow', delayMs: 40 }],
  ['a truncated answer', { kind: 'truncate' }],
  ['200 with HTML', answer(200, HTML)],
  ['200 with nothing', answer(200, '')],
  ['200 with null', answer(200, 'null')],
  ['200 with a yes and no message', answer(200, { ok: true, result: {} })],
  ['200 with a no that has no code', answer(200, {})],
  ['500', refusal(500, 'Internal Server Error: restart')],
  ['502 with HTML', answer(502, HTML)],
  ['503', answer(503, '', { 'retry-after': '5' })],
  ['429 with HTML, from who knows where', answer(429, HTML)],
];

for (const when of ['before', 'after'] as const) {
  test.each(unknowable)(`%s ${when} the effect: nobody can say`, async (_, effect) => {
    await using telegram = await servedTelegram({ timeoutMs: 250 });
    telegram.server.faults.add({ path: SENDING, when, effect });
    const error = await failureOf(telegram.network.publish(partOf('198 women'), publishContext()));
    expect(error.kind).toBe('unknown');
    expectNoToken(error, telegram);
    expect(telegram.server.faults.calls).toHaveLength(1);
  });
}

test.each([
  ['a flood', refusal(429, 'Too Many Requests: retry after 7', { retry_after: 7 }), 'throttled', undefined],
  ['a revoked token', refusal(401, 'Unauthorized'), 'rejected', 'credentials'],
  ['a malformed token', refusal(404, 'Not Found'), 'rejected', 'credentials'],
  [
    'a bot that was thrown out',
    refusal(403, 'Forbidden: bot was kicked from the channel chat'),
    'rejected',
    'credentials',
  ],
  [
    'a missing right',
    refusal(400, 'Bad Request: need administrator rights in the channel chat'),
    'rejected',
    'credentials',
  ],
  ['an unknown channel', refusal(400, 'Bad Request: chat not found'), 'rejected', 'gone'],
  [
    'a reply to what is gone',
    refusal(400, 'Bad Request: message to be replied not found'),
    'rejected',
    'gone',
  ],
  [
    'a group that has moved',
    refusal(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -100777 }),
    'rejected',
    'gone',
  ],
  ['a text refused', refusal(400, 'Bad Request: message is too long'), 'rejected', 'content'],
  [
    'a wording nobody knows',
    refusal(400, 'Bad Request: chat not found somewhere else'),
    'rejected',
    'content',
  ],
] as const)('%s becomes %s', async (_, effect, kind, reason) => {
  await using telegram = await servedTelegram();
  telegram.server.faults.add({ path: SENDING, when: 'before', effect });
  const error = await failureOf(telegram.network.publish(partOf('198 women'), publishContext()));
  expect(error).toMatchObject({ kind, reason });
  expectNoToken(error, telegram);
  expect(telegram.sandbox.timeline()).toEqual([]);
});

test('says when to ask again, and where a group has moved', async () => {
  await using telegram = await servedTelegram();
  const flood = refusal(429, 'Too Many Requests: retry after 90', { retry_after: 90 });
  telegram.server.faults.add({ path: SENDING, when: 'before', effect: flood });
  const throttled = await failureOf(telegram.network.publish(partOf('one'), publishContext()));
  expect(throttled.retryAt).toEqual(new Date(telegram.clock.now().getTime() + 90_000));
  const moved = refusal(400, 'Bad Request: upgraded', { migrate_to_chat_id: -100777 });
  telegram.server.faults.add({ path: SENDING, when: 'before', effect: moved });
  const gone = await failureOf(telegram.network.publish(partOf('two'), publishContext()));
  expect(gone.message).toContain('-100777');
});

test.each(['soon', null, {}, 1e300, Number.NaN])(
  'a flood that ends at %j says nothing of when',
  async retry_after => {
    await using telegram = await servedTelegram();
    const flood = refusal(429, 'Too Many Requests', { retry_after } as never);
    telegram.server.faults.add({ path: SENDING, when: 'before', effect: flood });
    const throttled = await failureOf(telegram.network.publish(partOf('one'), publishContext()));
    expect(throttled).toMatchObject({ kind: 'throttled', retryAt: undefined });
  },
);

test('the server itself refuses: unknown channel, no right, thrown out, reply to nothing', async () => {
  await using telegram = await servedTelegram();
  const publish = (change: Parameters<typeof publishContext>[0]) =>
    failureOf(telegram.network.publish(partOf('text'), publishContext(change)));
  expect(await publish({ place: { ...place, address: '@nobody_here' } })).toMatchObject({ reason: 'gone' });
  expect(await publish({ replyTo: { id: '99', at: telegram.clock.now() } })).toMatchObject({
    reason: 'gone',
  });
  telegram.sandbox.changeChat(EN, { rights: 'read' });
  expect(await publish({})).toMatchObject({ kind: 'rejected', reason: 'credentials' });
  telegram.sandbox.changeChat(EN, { rights: 'none' });
  expect(await publish({})).toMatchObject({ kind: 'rejected', reason: 'credentials' });
});

test.each([
  ['a token that is another', `7000000000:${'x'.repeat(35)}`],
  ['a token that is none', 'not-a-token-at-all'],
])('%s is rejected as credentials', async (_, token) => {
  await using telegram = await servedTelegram({ settings: { TELEGRAM_BOT_TOKEN: token } });
  const error = await failureOf(telegram.network.verify(new AbortController().signal));
  expect(error).toMatchObject({ kind: 'rejected', reason: 'credentials' });
  expect(inspect(error, { depth: 9 })).not.toContain(token);
});

test.each([
  ['a port nobody listens on', 'http://127.0.0.1:1'],
  ['a host that does not exist', 'http://telegram.invalid'],
])('%s is unavailable: nothing was sent', async (_, TELEGRAM_API_ROOT) => {
  await using telegram = await servedTelegram({ settings: { TELEGRAM_API_ROOT } });
  const error = await failureOf(telegram.network.publish(partOf('text'), publishContext()));
  expect(error.kind).toBe('unavailable');
  expectNoToken(error, telegram);
});

test('a call that was called off before it was made is unavailable, one under way unknown', async () => {
  await using telegram = await servedTelegram();
  const before = publishContext({ signal: AbortSignal.abort() });
  expect(await failureOf(telegram.network.publish(partOf('text'), before))).toMatchObject({
    kind: 'unavailable',
  });
  expect(telegram.server.faults.calls).toEqual([]);
  telegram.server.faults.add({ path: SENDING, when: 'after', effect: { kind: 'hang' } });
  const during = publishContext({ signal: AbortSignal.timeout(150) });
  expect(await failureOf(telegram.network.publish(partOf('text'), during))).toMatchObject({
    kind: 'unknown',
  });
});

test('a question that gets no answer published nothing: unavailable', async () => {
  await using telegram = await servedTelegram();
  telegram.server.faults.add({ path: /getMe$/, when: 'after', effect: { kind: 'reset' } });
  const error = await failureOf(telegram.network.verify(new AbortController().signal));
  expect(error.kind).toBe('unavailable');
  expectNoToken(error, telegram);
});

test('an API root below a path is kept', async () => {
  await using telegram = await servedTelegram();
  const root = `${telegram.server.url}/tg`;
  const network = await definition.connect({
    settings: { ...telegram.server.settings, TELEGRAM_API_ROOT: root },
    now: telegram.clock.now,
    timeoutMs: 1000,
    keep: { read: async () => undefined, write: async () => {} },
  });
  await failureOf(network.verify(new AbortController().signal));
  await network.close?.();
  expect(telegram.server.faults.calls[0]?.path).toMatch(/^\/tg\/bot/);
});
