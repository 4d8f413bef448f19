import twitterText from 'twitter-text';
import { expect } from 'vitest';
import { createXSandbox } from '../../src/sandbox/x/create-x-sandbox.ts';
import type { NetworkFixture } from './network-fixture.ts';

const PROBLEM = { 'content-type': 'application/problem+json' };

const picture = (number: number) => ({
  id: `${number}`,
  path: `${number}.png`,
  type: 'image/png',
  alt: 'A picture.',
});

const paragraph = (text: string) => ({
  kind: 'paragraph' as const,
  segments: [{ kind: 'text' as const, text }],
});

export const fixture: NetworkFixture = {
  name: 'x',
  sandbox: createXSandbox,
  account: { id: '1720000000000000001', name: '@solidarity_sandbox' },
  publishing: { method: 'POST', path: /^\/2\/tweets$/ },
  count(text) {
    // What the library is too old for: emoji sequences, and a top-level domain.
    const known = text.replace(/\p{RGI_Emoji}|👁️‍🗨️/gv, '😀').replaceAll('.kids', '.info');
    return twitterText.parseTweet(known).weightedLength;
  },
  checkPart(part) {
    expect(part.unit).toBe('weighted characters');
    expect(part.limit).toBe(280);
    expect(part.marks.filter(({ kind }) => kind === 'tag').length).toBeLessThanOrEqual(10);
    for (const { kind, start, end, url } of part.marks) {
      if (kind === 'link') expect(part.text.slice(start, end)).toBe(url);
    }
  },
  refused: [
    { why: 'five pictures', post: { media: [1, 2, 3, 4, 5].map(picture) } },
    { why: 'a video beside a picture', post: { media: [picture(1), { ...picture(2), type: 'video/mp4' }] } },
    { why: 'a picture without words', post: { media: [{ ...picture(1), alt: ' ' }] } },
    { why: 'an alt text that is too long', post: { media: [{ ...picture(1), alt: 'a'.repeat(1001) }] } },
    { why: 'a post for followers only', post: { options: { visibility: 'private' } } },
    { why: 'a folded text', post: { options: { contentWarning: 'Violence' } } },
    { why: 'a post that nobody may reply to', post: { options: { replies: 'nobody' } } },
    { why: 'two cashtags', post: { body: [paragraph('Freeze $ABC and $DEF.')] } },
    { why: 'an invalid character', post: { body: [paragraph('A\uFEFFB')] } },
  ],
  answers: {
    rejected: {
      kind: 'respond',
      status: 403,
      headers: PROBLEM,
      body: JSON.stringify({
        title: 'Forbidden',
        type: 'about:blank',
        status: 403,
        detail: 'You are not permitted to perform this action.',
      }),
    },
    throttled: now => ({
      kind: 'respond',
      status: 429,
      headers: {
        ...PROBLEM,
        'x-rate-limit-limit': '100',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': String(Math.floor(now.getTime() / 1000) + 90),
      },
      body: JSON.stringify({
        title: 'Too Many Requests',
        type: 'about:blank',
        status: 429,
        detail: 'Too Many Requests',
      }),
    }),
    credentials: {
      kind: 'respond',
      status: 401,
      headers: PROBLEM,
      body: JSON.stringify({
        title: 'Unauthorized',
        type: 'about:blank',
        status: 401,
        detail: 'Unauthorized',
      }),
    },
  },
  skips: {
    'language tag': 'X has none; it guesses the language from the text',
    edit: 'only paying accounts may edit, so a post is deleted and posted again',
    pin: 'the API cannot pin',
    refresh: 'the limits stand in the documentation, no server sets its own',
  },
};
