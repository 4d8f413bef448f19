import { describe, expect, test } from 'vitest';
import type { Segment } from '../../src/domain/post.ts';
import { readMessage } from '../../src/rendering/read-message.ts';

const segments = (text: string, entities: Parameters<typeof readMessage>[1] = []): readonly Segment[] =>
  readMessage(text, entities).flatMap(block => (block.kind === 'paragraph' ? block.segments : []));

describe('a text that was written in the chat', () => {
  test('keeps line breaks, and an empty line parts paragraphs', () => {
    expect(readMessage('One\ntwo\n\n \nThree  ', [])).toEqual([
      { kind: 'paragraph', segments: [{ kind: 'text', text: 'One\ntwo' }] },
      { kind: 'paragraph', segments: [{ kind: 'text', text: 'Three' }] },
    ]);
  });

  test('is bold, italic and linked where Telegram marks it so', () => {
    const text = 'Write to them today: how to, at site.org #Belarus';
    const found = segments(text, [
      { type: 'bold', offset: 0, length: 5 },
      { type: 'italic', offset: 3, length: 6 },
      { type: 'text_link', offset: 21, length: 6, url: 'https://example.org/write' },
      { type: 'url', offset: 32, length: 8 },
      { type: 'hashtag', offset: 41, length: 8 },
      { type: 'spoiler', offset: 9, length: 4 },
    ]);
    expect(found).toEqual([
      { kind: 'text', text: 'Wri', bold: true },
      { kind: 'text', text: 'te', bold: true, italic: true },
      { kind: 'text', text: ' to ', italic: true },
      { kind: 'text', text: 'them today: ' },
      { kind: 'link', text: 'how to', url: 'https://example.org/write' },
      { kind: 'text', text: ', at ' },
      { kind: 'link', text: 'site.org', url: 'https://site.org' },
      { kind: 'text', text: ' ' },
      { kind: 'tag', tag: 'Belarus' },
    ]);
  });

  test('may say the same in light Markdown', () => {
    expect(segments('**Write _now_** to [her](https://example.org/a_(b)_c), not *never*.')).toEqual([
      { kind: 'text', text: 'Write ', bold: true },
      { kind: 'text', text: 'now', bold: true, italic: true },
      { kind: 'text', text: ' to ' },
      { kind: 'link', text: 'her', url: 'https://example.org/a_(b)_c' },
      { kind: 'text', text: ', not ' },
      { kind: 'text', text: 'never', italic: true },
      { kind: 'text', text: '.' },
    ]);
  });

  test.each([
    ['2 * 3 * 4 = 24 and snake_case_name'],
    ['# no heading\n- no list\n1. no list\n> no quotation'],
    ['{{ 7 | times: 6 }} and {% if true %}never{% endif %}'],
    ['[text](javascript:alert(1)) and <b>no HTML</b> &amp; `code`'],
  ])('has nothing else evaluated: %s', text => {
    expect(segments(text)).toEqual([{ kind: 'text', text }]);
  });

  test('keeps addresses whole, with the underscores in them', () => {
    expect(segments('See https://example.org/a_b_c, _please_')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: 'https://example.org/a_b_c', url: 'https://example.org/a_b_c' },
      { kind: 'text', text: ', ' },
      { kind: 'text', text: 'please', italic: true },
    ]);
  });

  test('takes no link to anything but the web, and no reserved character', () => {
    const found = segments('here\uE0000\uE001', [
      { type: 'text_link', offset: 0, length: 4, url: 'tg://user?id=1' },
    ]);
    expect(found).toEqual([{ kind: 'text', text: 'here0' }]);
  });
});
