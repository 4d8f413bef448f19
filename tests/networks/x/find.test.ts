import { expect, test } from 'vitest';
import type { Receipt } from '../../../src/domain/network.ts';
import { failedCall } from './failed-call.ts';
import { findContext, partOf, publishContext, type ServedX, servedX } from './served-x.ts';

const TIMEOUT_MS = 5000;
const LAG_MS = 60_000;

/** Publishes so that the answer is lost; returns the intent's time. */
async function publishUnheard(x: ServedX, text: string, replyTo?: Receipt): Promise<Date> {
  const since = x.clock.now();
  x.server.faults.add({ method: 'POST', path: /^\/2\/tweets$/, when: 'after', effect: { kind: 'reset' } });
  const context = publishContext(replyTo === undefined ? {} : { replyTo });
  const error = await failedCall(x.network.publish(partOf(text), context), x.server.settings);
  expect(error.kind).toBe('unknown');
  return since;
}

const texts = [
  'Plain words.',
  'Ссылка: https://belaruswomen.org/ru/may-21, и ещё spring96.org. «Конец»',
  'A & B < C > D &amp; https://belaruswomen.org/a?b=1&c=2#d',
  'Three lines\n\nwith  spaces\nand https://дети.рф/путь_(скобки) 👩🏽‍🚀 №1…',
  'https://www.example.music/A/B/ and HTTP://EXAMPLE.ORG',
];

test.each(texts)('finds %j', async text => {
  await using x = await servedX();
  const since = await publishUnheard(x, text);
  const found = await x.network.find(partOf(text), findContext(since));
  expect(found).toMatchObject({ outcome: 'found', receipt: { id: x.sandbox.timeline()[0]?.id } });
});

test('finds by the newer document of the API, too', async () => {
  await using x = await servedX();
  x.sandbox.behaviour.vocabulary = 'post';
  const root = await x.network.publish(partOf('root'), publishContext());
  x.clock.forward(1000);
  const since = await publishUnheard(x, 'reply with https://spring96.org', root);
  const found = await x.network.find(
    partOf('reply with https://spring96.org'),
    findContext(since, { replyTo: root, root }),
  );
  expect(found).toMatchObject({ outcome: 'found', receipt: { id: x.sandbox.timeline()[1]?.id } });
});

test('trusts an empty timeline only when the index had time to catch up', async () => {
  await using x = await servedX();
  const since = x.clock.now();
  const lookAgainAt = new Date(since.getTime() + TIMEOUT_MS + LAG_MS);
  const early = await x.network.find(partOf('never sent'), findContext(since));
  expect(early).toMatchObject({ outcome: 'cannot tell', lookAgainAt });
  x.clock.forward(lookAgainAt.getTime() - since.getTime());
  expect(await x.network.find(partOf('never sent'), findContext(since))).toEqual({ outcome: 'nothing' });
});

test('finds what the index shows late', async () => {
  await using x = await servedX();
  x.sandbox.behaviour.indexLagMs = 30_000;
  const since = await publishUnheard(x, 'late');
  const early = await x.network.find(partOf('late'), findContext(since));
  expect(early.outcome).toBe('cannot tell');
  x.clock.forward(TIMEOUT_MS + LAG_MS);
  expect((await x.network.find(partOf('late'), findContext(since))).outcome).toBe('found');
});

test('takes no post of the same text for the part: an older one, another place in a thread', async () => {
  await using x = await servedX();
  x.sandbox.behaviour.duplicateWindowMs = 0;
  const older = await x.network.publish(partOf('the same'), publishContext());
  x.clock.forward(1000);
  const root = await x.network.publish(partOf('root'), publishContext());
  await x.network.publish(partOf('the same'), publishContext({ replyTo: root }));
  x.clock.forward(1000);
  const since = x.clock.now();
  x.clock.forward(TIMEOUT_MS + LAG_MS);
  const part = partOf('the same');
  expect(await x.network.find(part, findContext(since, { lastKnown: root }))).toEqual({ outcome: 'nothing' });
  expect(await x.network.find(part, findContext(since, { replyTo: older }))).toEqual({ outcome: 'nothing' });
  expect((await x.network.find(part, findContext(since, { replyTo: root }))).outcome).toBe('found');
});

test('a receipt that is newer than the intent does not bound the search', async () => {
  await using x = await servedX();
  const since = await publishUnheard(x, 'lost');
  x.clock.forward(1000);
  const newer = await x.network.publish(partOf('newer'), publishContext());
  const found = await x.network.find(partOf('lost'), findContext(since, { lastKnown: newer }));
  expect(found.outcome).toBe('found');
});

test("finds by time though X's clock is an hour off", async () => {
  for (const offMs of [3_600_000, -3_600_000]) {
    await using x = await servedX();
    x.clock.forward(offMs);
    const remote = await publishUnheard(x, 'when?');
    const since = new Date(remote.getTime() - offMs);
    expect((await x.network.find(partOf('when?'), findContext(since))).outcome).toBe('found');
  }
});

test('reads as many pages as it takes', async () => {
  await using x = await servedX();
  x.sandbox.behaviour.postsPer15Minutes = 1000;
  const since = await publishUnheard(x, 'first');
  for (let number = 0; number < 120; number += 1) {
    await x.network.publish(partOf(`other ${number}`), publishContext());
  }
  expect((await x.network.find(partOf('first'), findContext(since))).outcome).toBe('found');
});

test('a duplicate refused by X is found as what is there', async () => {
  await using x = await servedX();
  const since = await publishUnheard(x, 'once only');
  const error = await failedCall(x.network.publish(partOf('once only'), publishContext()), x.server.settings);
  expect(error).toMatchObject({ kind: 'unknown', reason: 'duplicate' });
  expect(x.sandbox.timeline()).toHaveLength(1);
  const found = await x.network.find(partOf('once only'), findContext(since));
  expect(found).toMatchObject({ outcome: 'found', receipt: { id: x.sandbox.timeline()[0]?.id } });
});
