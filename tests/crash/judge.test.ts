import { expect, test } from 'vitest';
import type { TimelinePost } from '../../src/sandbox/timeline.ts';
import { isFaultless, judge, type Script } from './judge.ts';
import { sentencesOf } from './write-campaign.ts';

const sentences = sentencesOf(1, 'en', 'x');
const script: Script = {
  threads: [{ number: 1, networks: ['x', 'telegram'] }],
  languages: ['en'],
  sentencesOf: () => sentences,
};
const texts = [sentences.slice(0, 3), sentences.slice(3, 6), sentences.slice(6)].map(part => part.join(' '));

/** A thread as followers see it: each part answers the one before it. */
function timeline(shown: readonly (string | undefined)[]): readonly TimelinePost[] {
  return shown.map((text = '', index) => ({
    network: 'x',
    place: '@solidarity',
    id: String(index + 1),
    at: new Date(index),
    text,
    marks: [],
    media: [],
    ...(index === 0 ? {} : { replyTo: String(index) }),
  }));
}

const verdict = (posts: readonly TimelinePost[]) => judge('x', posts, script);

test('a thread that stands as it was written is faultless', () => {
  expect(verdict(timeline(texts))).toMatchObject({ threads: 1, parts: 3, sentences: 8 });
  expect(isFaultless(verdict(timeline(texts)))).toBe(true);
});

test.each([
  [
    'a part that is there twice',
    timeline([texts[0], texts[1], texts[1], texts[2]]),
    { duplicates: 3, altered: 1 },
  ],
  ['a part that is missing', timeline([texts[0], texts[2]]), { lost: 3, altered: 1 }],
  ['parts in another order', timeline([texts[1], texts[0], texts[2]]), { disordered: 1, altered: 1 }],
  ['a text that is another one', timeline([texts[0], texts[1], `${texts[2]} More.`]), { altered: 1 }],
  ['a post of nobody', timeline([...texts, 'Hello']), { strangers: 1 }],
  [
    'a part that answers another one',
    timeline(texts).map(post => (post.id === '3' ? { ...post, replyTo: '1' } : post)),
    { misplaced: 1 },
  ],
])('%s is a fault', (_, posts, faults) => {
  expect(verdict(posts)).toMatchObject(faults);
  expect(isFaultless(verdict(posts))).toBe(false);
});

test('after a part that only an admin saw, the next one answers the last that the bot knows', () => {
  const posts = timeline(texts).map(post => (post.id === '3' ? { ...post, replyTo: '1' } : post));
  const seen = { place: 'telegram-en', thread: 1, language: 'en', part: 2, answer: 'there' } as const;
  expect(isFaultless(judge('telegram', posts, script, [seen]))).toBe(true);
  expect(judge('telegram', posts, script)).toMatchObject({ misplaced: 1 });
});
