import { expect } from 'vitest';
import { createBlueskySandbox } from '../../src/sandbox/bluesky/create-bluesky-sandbox.ts';
import type { NetworkFixture } from './network-fixture.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const picture = (number: number) => ({
  id: `${number}`,
  path: `${number}.png`,
  type: 'image/png',
  alt: 'A picture.',
});

export const fixture: NetworkFixture = {
  name: 'bluesky',
  sandbox: createBlueskySandbox,
  account: { id: 'did:plc:sandboxsandboxsandboxsan', name: '@solidarity.test' },
  publishing: { method: 'POST', path: /com\.atproto\.repo\.putRecord/ },
  count: text => [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length,
  checkPart(part) {
    expect(part.unit).toBe('graphemes');
    expect(part.limit).toBe(300);
    expect(Buffer.byteLength(part.text)).toBeLessThanOrEqual(3000);
    expect(part.outlineTags.length).toBeLessThanOrEqual(8);
  },
  refused: [
    { why: 'five pictures', post: { media: [1, 2, 3, 4, 5].map(picture) } },
    { why: 'a picture without words', post: { media: [{ ...picture(1), alt: ' ' }] } },
    { why: 'a post for followers only', post: { options: { visibility: 'private' } } },
    { why: 'a folded text', post: { options: { contentWarning: 'Violence' } } },
    {
      why: 'a tag that is too long',
      post: { body: [{ kind: 'paragraph', segments: [{ kind: 'tag', tag: 'a'.repeat(65) }] }] },
    },
  ],
  answers: {
    rejected: {
      kind: 'respond',
      status: 400,
      headers: JSON_TYPE,
      body: JSON.stringify({ error: 'InvalidRequest', message: 'Invalid app.bsky.feed.post record' }),
    },
    throttled: now => ({
      kind: 'respond',
      status: 429,
      headers: { ...JSON_TYPE, 'ratelimit-reset': String(Math.floor(now.getTime() / 1000) + 90) },
      body: JSON.stringify({ error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' }),
    }),
    credentials: {
      kind: 'respond',
      status: 401,
      headers: JSON_TYPE,
      body: JSON.stringify({ error: 'AuthenticationRequired', message: 'Invalid identifier or password' }),
    },
  },
  skips: {
    edit: 'the public view does not show an edited post, so it is deleted and posted again',
    refresh: 'the limits stand in the lexicon, no server sets its own',
  },
};
