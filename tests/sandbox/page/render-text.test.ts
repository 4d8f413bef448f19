import { expect, test } from 'vitest';
import type { Mark } from '../../../src/domain/draft.ts';
import { groupThreads } from '../../../src/sandbox/page/group-threads.ts';
import { languageOf } from '../../../src/sandbox/page/language-of.ts';
import { renderText } from '../../../src/sandbox/page/render-text.ts';
import type { TimelinePost } from '../../../src/sandbox/timeline.ts';

const render = async (text: string, marks: readonly Mark[]) => String(await renderText(text, marks));

test('everything is escaped, in texts and in addresses', async () => {
  const text = '<script>alert("1")</script> & co';
  const marks: Mark[] = [
    { kind: 'link', start: 0, end: 8, url: 'https://x.org/"><img src=x onerror=alert(1)>' },
  ];
  const made = await render(text, marks);
  expect(made).not.toMatch(/<(?!\/?a[ >])/);
  expect(made).toContain('&lt;script&gt;');
  expect(made).toContain('&amp; co');
  expect(made.match(/"/g)).toHaveLength(6);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'JaVaScRiPt:x', '//x.org', 'https://'])(
  '%s is no link',
  async url => {
    expect(await render('press', [{ kind: 'link', start: 0, end: 5, url }])).toBe('press');
  },
);

test('nested marks stay nested; one that crosses another breaks off', async () => {
  const bold: Mark = { kind: 'bold', start: 0, end: 8 };
  const tag: Mark = { kind: 'tag', start: 4, end: 8, tag: 'abc' };
  expect(await render('see #abc now', [tag, bold])).toBe(
    '<strong>see <span class="tag">#abc</span></strong> now',
  );
  const crossing: Mark = { kind: 'italic', start: 4, end: 12 };
  expect(await render('see #abc now', [bold, crossing])).toBe('<strong>see <em>#abc</em></strong> now');
});

const post = (change: Partial<TimelinePost>): TimelinePost => ({
  network: 'x',
  place: '@solidarity',
  id: '1',
  at: new Date(0),
  text: 'Text',
  marks: [],
  media: [],
  ...change,
});

test('replies stand under what they reply to, the newest thread first, places apart', () => {
  const posts = [
    post({ id: '1' }),
    post({ id: '2', replyTo: '1' }),
    post({ id: '1', place: '@other' }),
    post({ id: '3', replyTo: '2' }),
    post({ id: '4', replyTo: 'gone' }),
  ];
  expect(groupThreads(posts).map(thread => thread.map(({ place, id }) => `${place} ${id}`))).toEqual([
    ['@solidarity 4'],
    ['@other 1'],
    ['@solidarity 1', '@solidarity 2', '@solidarity 3'],
  ]);
});

test('a post of a network that knows no language shows it by its letters', () => {
  expect(languageOf(post({ text: 'Свободу! https://belaruswomen.org/gallery #FreeThemAll' }))).toBe('ru');
  expect(languageOf(post({ text: 'Freedom #Свобода' }))).toBe('en');
  expect(languageOf(post({ text: 'Freedom', language: 'be' }))).toBe('be');
});
