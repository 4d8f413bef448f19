import { expect, test } from 'vitest';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';
import { isUrgent, newsKey } from '../../src/admin/news.ts';
import { describeReadiness } from '../../src/admin/readiness-notice.ts';
import type { ReadinessNews, ReadyCheck } from '../../src/domain/readiness.ts';
import { createFakeHouse } from './admin-harness.ts';

const BAD: ReadyCheck = { kind: 'figures', subject: 'may-21/women', verdict: 'bad', words: 'too old' };

function news(ready: boolean, checks: readonly ReadyCheck[]): ReadinessNews {
  return {
    kind: 'readiness',
    look: 'a day before',
    readiness: {
      occasion: 'may-21/may-21',
      titles: { en: 'The day', ru: 'День' },
      occurrence: 'may-21-2027',
      at: '2027-05-20T07:00:00Z',
      first: '2027-05-21T07:00:00Z',
      last: '2027-05-21T18:00:00Z',
      timeZone: 'Europe/Warsaw',
      deliveries: 24,
      ready,
      checks,
    },
  };
}

function told(language: string, ready: boolean, checks: readonly ReadyCheck[]): string {
  const say = loadChatTexts('locales').say(language);
  return JSON.stringify(describeReadiness(news(ready, checks), createFakeHouse(), language, say));
}

test.each([
  [
    'en',
    'The day comes near, and not all of it would go out.',
    '24 deliveries are to come',
    '✗ Figures. may-21/women: too old',
  ],
  ['ru', 'День: день близко, и выйдет не всё.', 'Впереди 24 отправки', '✗ Цифры. may-21/women: too old'],
  ['be', 'выйдзе не ўсё.', 'Наперадзе 24 адпраўкі', '✗ Лічбы. may-21/women: too old'],
])('in %s the admins are told what to see to', (language, ...parts) => {
  const good: ReadyCheck = { kind: 'disk', verdict: 'good', words: 'much room' };
  const text = told(language, false, [good, BAD]);
  for (const part of parts) expect(text).toContain(part);
  expect(text).not.toContain('much room');
  const many = Array.from({ length: 20 }, (_, index) => ({ ...BAD, subject: `post ${index}` }));
  expect(told(language, false, many)).toContain('8');
});

test('only what is amiss on the eve breaks the quiet, and each look is told once', () => {
  const until = new Date('2027-05-20T07:00:00Z');
  expect(isUrgent(news(false, [BAD]), until)).toBe(true);
  expect(isUrgent(news(true, []), until)).toBe(false);
  expect(newsKey(news(true, []))).toBe('readiness may-21/may-21/may-21-2027 a day before');
});
