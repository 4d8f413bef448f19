import { expect, test } from 'vitest';
import type { Found } from '../../../src/domain/network.ts';
import { failedCall } from './failed-call.ts';
import { uploadedPicture } from './pictures.ts';
import {
  findContext,
  partOf,
  publishContext,
  type ServedMastodon,
  servedMastodon,
} from './served-mastodon.ts';

const HOUR = 3600_000;
const TEXT =
  'Читайте: «Дорога в Гаагу» (https://belaruswomen.org/hague?a=1&b=2), 198 женщин — по данным на 26 марта.';

/** A part that was published although the bot never heard of it. */
async function publishUnheard(
  { network, server, token }: ServedMastodon,
  ...args: Parameters<typeof network.publish>
) {
  server.faults.add({ method: 'POST', path: /statuses$/, when: 'after', effect: { kind: 'reset' } });
  expect((await failedCall(network.publish(...args), token)).kind).toBe('unknown');
}

const idOf = (found: Found) => (found.outcome === 'found' ? found.receipt.id : found.outcome);
const lastId = (mastodon: ServedMastodon) => mastodon.timeline().at(-1)?.id;

test.each([-HOUR, 0, HOUR])('is found whether the clock of the server is %i ms ahead', async clockLeadMs => {
  await using mastodon = await servedMastodon({ deviations: { clockLeadMs } });
  const since = new Date(mastodon.clock.time);
  await publishUnheard(mastodon, partOf(TEXT), publishContext());
  const found = await mastodon.network.find(partOf(TEXT), findContext(since));
  expect(idOf(found)).toBe(lastId(mastodon));
  expect(found).toMatchObject({ receipt: { url: expect.stringContaining('http') } });
});

test('is found by what readers see, where the server keeps no source', async () => {
  await using mastodon = await servedMastodon({ deviations: { withoutSource: true, htmlErrors: true } });
  const since = new Date(mastodon.clock.time);
  await publishUnheard(mastodon, partOf(`a < b & "c"\n\n${TEXT}`), publishContext());
  expect(idOf(await mastodon.network.find(partOf(`a < b & "c"\n\n${TEXT}`), findContext(since)))).toBe(
    lastId(mastodon),
  );
  expect(await mastodon.network.find(partOf('another text'), findContext(since))).toEqual({
    outcome: 'nothing',
  });
});

test('is found by its source, where readers see something else', async () => {
  await using mastodon = await servedMastodon();
  const text = 'Thanks to @solidarity@mastodon.sandbox';
  await publishUnheard(mastodon, partOf(text), publishContext());
  expect(idOf(await mastodon.network.find(partOf(text), findContext(new Date(mastodon.clock.time))))).toBe(
    lastId(mastodon),
  );
});

test('a post of pictures alone is found by them', async () => {
  await using mastodon = await servedMastodon();
  const { media, upload } = await uploadedPicture(mastodon.network, 'A red square.');
  const part = partOf('', { media: [media] });
  await publishUnheard(mastodon, part, publishContext({ uploads: [upload] }));
  const context = findContext(new Date(mastodon.clock.time), { uploads: [upload] });
  expect(idOf(await mastodon.network.find(part, context))).toBe(lastId(mastodon));
});

test('the same words elsewhere in a thread are not the part', async () => {
  await using mastodon = await servedMastodon();
  const since = new Date(mastodon.clock.time);
  const root = await mastodon.network.publish(partOf('Root'), publishContext());
  await mastodon.network.publish(partOf(TEXT), publishContext());
  const looking = () => mastodon.network.find(partOf(TEXT), findContext(since, { replyTo: root }));
  expect(await looking()).toEqual({ outcome: 'nothing' });
  await publishUnheard(mastodon, partOf(TEXT), publishContext({ replyTo: root }));
  expect(idOf(await looking())).toBe(lastId(mastodon));
});

test('the same words that are known to be older are not the part', async () => {
  await using mastodon = await servedMastodon();
  const lastKnown = await mastodon.network.publish(partOf(TEXT), publishContext());
  mastodon.clock.time += 60_000;
  const since = new Date(mastodon.clock.time);
  const context = findContext(since, { lastKnown });
  expect(await mastodon.network.find(partOf(TEXT), context)).toEqual({ outcome: 'nothing' });
});

test('the same words of another day are not the part', async () => {
  await using mastodon = await servedMastodon();
  await mastodon.network.publish(partOf(TEXT), publishContext());
  mastodon.clock.time += 24 * HOUR;
  const context = findContext(new Date(mastodon.clock.time));
  expect(await mastodon.network.find(partOf(TEXT), context)).toEqual({ outcome: 'nothing' });
});

test('is found behind pages of other posts', async () => {
  await using mastodon = await servedMastodon({ rateLimits: false });
  const since = new Date(mastodon.clock.time);
  await publishUnheard(mastodon, partOf(TEXT), publishContext());
  const id = lastId(mastodon);
  for (let index = 0; index < 90; index += 1) {
    await mastodon.network.publish(partOf(`Other ${index}`), publishContext());
  }
  expect(idOf(await mastodon.network.find(partOf(TEXT), findContext(since)))).toBe(id);
});

test('a look-up that is turned away says when to look again', async () => {
  await using mastodon = await servedMastodon();
  const headers = { 'content-type': 'application/json', 'retry-after': '120' };
  const effect = { kind: 'respond', status: 429, headers, body: '{"error":"Too many requests"}' } as const;
  mastodon.server.faults.add({ path: /accounts\/\d+\/statuses/, when: 'before', effect });
  const call = mastodon.network.find(partOf(TEXT), findContext(new Date(mastodon.clock.time)));
  const error = await failedCall(call, mastodon.token);
  expect(error).toMatchObject({ kind: 'throttled', retryAt: new Date(mastodon.clock.time + 120_000) });
});

test('where keys are ignored, the look-up is what keeps a part from being posted twice', async () => {
  await using mastodon = await servedMastodon({ deviations: { ignoresKeys: true } });
  const context = publishContext();
  await publishUnheard(mastodon, partOf(TEXT), context);
  const found = await mastodon.network.find(partOf(TEXT), findContext(new Date(mastodon.clock.time)));
  expect(idOf(found)).toBe(lastId(mastodon));
  await mastodon.network.publish(partOf(TEXT), context);
  expect(mastodon.timeline()).toHaveLength(2);
});
