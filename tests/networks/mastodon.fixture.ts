import twitterText from 'twitter-text';
import { expect } from 'vitest';
import { createMastodonSandbox } from '../../src/sandbox/mastodon/create-mastodon-sandbox.ts';
import { ACCOUNT, DOMAIN } from '../../src/sandbox/mastodon/options.ts';
import type { NetworkFixture } from './network-fixture.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const URL_PLACEHOLDER = 'x'.repeat(23);

const picture = (number: number) => ({
  id: `${number}`,
  path: `${number}.png`,
  type: 'image/png',
  alt: 'A picture.',
});

const answer = (status: number, error: string, headers: Record<string, string> = {}) =>
  ({
    kind: 'respond',
    status,
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify({ error }),
  }) as const;

export const fixture: NetworkFixture = {
  name: 'mastodon',
  sandbox: createMastodonSandbox,
  account: { id: ACCOUNT.id, name: `@${ACCOUNT.username}@${DOMAIN}` },
  publishing: { method: 'POST', path: /^\/api\/v1\/statuses$/ },
  count(whole) {
    // A domain that is newer than Mastodon's list counts in full there, and shortened elsewhere: the longer is meant.
    const text = whole
      .replace(/https:\/\/[a-z0-9]+\.kids/g, url => 'x'.repeat(Math.max(url.length, URL_PLACEHOLDER.length)))
      .replace(/(@\w+)@[a-z]+(?:\.[a-z]+)+/g, '$1');
    const urls = twitterText.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false });
    const counted = urls.reduceRight(
      (rest, { indices: [start, end] }) => rest.slice(0, start) + URL_PLACEHOLDER + rest.slice(end),
      text,
    );
    return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(counted)].length;
  },
  checkPart(part) {
    expect(part.unit).toBe('characters');
    expect(part.limit).toBe(500);
    for (const { kind, start, end, url } of part.marks) {
      if (kind === 'link') expect(part.text.slice(start, end)).toBe(url);
    }
  },
  refused: [
    { why: 'five pictures', post: { media: [1, 2, 3, 4, 5].map(picture) } },
    { why: 'a video beside a picture', post: { media: [picture(1), { ...picture(2), type: 'video/mp4' }] } },
    { why: 'a picture without words', post: { media: [{ ...picture(1), alt: ' ' }] } },
    { why: 'an alt text that is too long', post: { media: [{ ...picture(1), alt: 'a'.repeat(1501) }] } },
    {
      why: 'a file of a kind that no server takes',
      post: { media: [{ ...picture(1), type: 'image/tiff' }] },
    },
  ],
  answers: {
    rejected: answer(422, 'Validation failed: Text character limit of 500 exceeded'),
    throttled: now =>
      answer(429, 'Too many requests', {
        'x-ratelimit-limit': '300',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': new Date(now.getTime() + 90_000).toISOString().replace('Z', '000Z'),
      }),
    credentials: answer(401, 'The access token is invalid'),
  },
  skips: {},
};
