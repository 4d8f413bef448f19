import { expect, test } from 'vitest';
import type { Post } from '../../../src/domain/post.ts';
import { readServerLimits } from '../../../src/networks/mastodon/server-limits.ts';
import { failedCall } from './failed-call.ts';
import { place, type ServedMastodon, servedMastodon, signal } from './served-mastodon.ts';

const words = (text: string): Post => ({
  id: 'test/long',
  language: 'en',
  body: [{ kind: 'paragraph', segments: [{ kind: 'text', text }] }],
  tags: [],
  media: [],
  options: {},
  figures: [],
});

function partsOf({ network }: ServedMastodon, text: string) {
  const composed = network.compose(words(text), place);
  if ('refusal' in composed) throw new Error(composed.refusal);
  return composed.parts;
}

const SENTENCES = 'A sentence of words. '.repeat(60);

test('until the server was asked, Mastodon as it is delivered', async () => {
  await using mastodon = await servedMastodon({ deviations: { maxCharacters: 5000 } });
  expect(partsOf(mastodon, SENTENCES).map(({ limit }) => limit)).toEqual([500, 500, 500]);
});

test("the server's own limit decides how a text is cut", async () => {
  await using mastodon = await servedMastodon({ deviations: { maxCharacters: 5000 } });
  await mastodon.network.refresh?.({ signal: signal() });
  expect(partsOf(mastodon, SENTENCES).map(({ limit }) => limit)).toEqual([5000]);
});

test('a server without the second form of the answer is asked for the first', async () => {
  await using mastodon = await servedMastodon({
    deviations: { withoutSecondInstance: true, maxCharacters: 1234, htmlErrors: true },
  });
  await mastodon.network.refresh?.({ signal: signal() });
  expect(partsOf(mastodon, SENTENCES)[0]?.limit).toBe(1234);
});

test('a page in the place of an answer leads to the first form too', async () => {
  await using mastodon = await servedMastodon({ deviations: { maxCharacters: 1234 } });
  const page = {
    kind: 'respond',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html>',
  } as const;
  mastodon.server.faults.add({ path: /v2\/instance/, when: 'before', effect: page });
  await mastodon.network.refresh?.({ signal: signal() });
  expect(partsOf(mastodon, SENTENCES)[0]?.limit).toBe(1234);
});

test('a server that says nothing of itself leaves the limits as they were', async () => {
  await using mastodon = await servedMastodon({ deviations: { maxCharacters: 1234 } });
  await mastodon.network.refresh?.({ signal: signal() });
  mastodon.server.faults.add({ path: /instance/, when: 'before', effect: { kind: 'reset' }, times: 9 });
  const error = await failedCall(mastodon.network.refresh?.({ signal: signal() }), mastodon.token);
  expect(error.kind).toBe('unavailable');
  expect(partsOf(mastodon, SENTENCES)[0]?.limit).toBe(1234);
});

test('where addresses count in full, a part that is full of them is taken', async () => {
  await using mastodon = await servedMastodon({
    deviations: { version: '2.7.2 (compatible; Akkoma 3.13.2)', countsInFull: true },
  });
  await mastodon.network.refresh?.({ signal: signal() });
  const addresses = Array.from(
    { length: 30 },
    (_, index) => `https://belaruswomen.org/${'a'.repeat(60)}/${index}`,
  );
  const parts = partsOf(mastodon, addresses.map(address => `See ${address} for more.`).join(' '));
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(part.text.length).toBeLessThanOrEqual(500);
});

test('what the server reserves for an address is counted for it', async () => {
  await using mastodon = await servedMastodon({ deviations: { charactersPerUrl: 40 } });
  await mastodon.network.refresh?.({ signal: signal() });
  expect(partsOf(mastodon, 'See https://belaruswomen.org now').map(({ length }) => length)).toEqual([48]);
});

test.each([
  ['4.3.8', true],
  ['4.4.0-rc.1', true],
  ['4.5.0+glitch', true],
  ['3.5.10', true],
  ['2.7.2 (compatible; Pleroma 2.6.0)', false],
  ['0.17.3+git-abc', false],
  ['4.2.1 (compatible; Iceshrimp 2023.12)', false],
  ['4.0.0 (not true; really snac/2.68)', false],
  ['', false],
])('version “%s” counts as Mastodon: %s', (version, counts) => {
  expect(readServerLimits({ version }).countsAsMastodon).toBe(counts);
});

test('what makes no sense stays as Mastodon delivers it', () => {
  const configuration = {
    statuses: { maxCharacters: 0, charactersReservedPerUrl: '23', maxMediaAttachments: null },
  };
  const limits = readServerLimits({ version: '4.3.8', configuration });
  expect(limits).toMatchObject({
    maxCharacters: 500,
    charactersPerUrl: 23,
    maxMedia: 4,
    descriptionLimit: 1500,
  });
});

test("Pleroma's own name of the limit is known", () => {
  expect(readServerLimits({ version: '2.7.2', maxTootChars: 5000 }).maxCharacters).toBe(5000);
});
