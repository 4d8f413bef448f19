import { describe, expect, test } from 'vitest';
import { composeThread, type TextRules } from '../../src/domain/compose-thread.ts';
import { isRefusal, type Part } from '../../src/domain/draft.ts';
import type { Post, Segment } from '../../src/domain/post.ts';
import { makePost, paragraph } from './thread/make-post.ts';

const rules: TextRules = {
  network: 'bluesky',
  count: text => text.length,
  limit: 60,
  unit: 'graphemes',
  links: 'marked',
  maxTags: 3,
};
const outside: TextRules = { ...rules, network: 'x', links: 'written out' };
const url = 'https://belaruswomen.org/';
const link = (text: string, to = url): Segment => ({ kind: 'link', text, url: to });

function partsOf(post: Post, by: TextRules = rules): readonly Part[] {
  const draft = composeThread(post, by);
  return isRefusal(draft) ? expect.fail(draft.refusal) : draft.parts;
}

function textsOf(post: Post, by?: TextRules): readonly string[] {
  return partsOf(post, by).map(part => part.text);
}

describe('where a text is cut', () => {
  test('a text that fits is one part, its blocks an empty line apart', () => {
    expect(textsOf(makePost([paragraph('One.'), paragraph('Two.')]))).toEqual(['One.\n\nTwo.']);
  });

  test('between paragraphs rather than sentences, between sentences rather than words', () => {
    const post = makePost([
      paragraph('First paragraph is here. It has two sentences.'),
      paragraph('The second paragraph. It has three. They are short.'),
    ]);
    expect(textsOf(post)).toEqual([
      'First paragraph is here. It has two sentences.',
      'The second paragraph. It has three. They are short.',
    ]);
  });

  test('the parts are balanced; none is a scrap', () => {
    const post = makePost([paragraph('Aaaa aaaa aaaa aaaa. Bbbb bbbb bbbb bbbb. Cccc cccc cccc. Dddd.')]);
    expect(textsOf(post)).toEqual(['Aaaa aaaa aaaa aaaa. Bbbb bbbb bbbb bbbb.', 'Cccc cccc cccc. Dddd.']);
  });

  test('a sentence that is too long is cut at a clause, not after a short word', () => {
    const long = 'They are jailed for a comment, for a peaceful protest in 2020, for white and red clothes';
    expect(textsOf(makePost([paragraph(`${long}.`)]))).toEqual([
      'They are jailed for a comment,',
      'for a peaceful protest in 2020, for white and red clothes.',
    ]);
  });

  test('a quotation stays whole while it fits, and is cut at words only when it does not', () => {
    const fits = 'She said it in court, before all: «We are here. We shall stay».';
    expect(textsOf(makePost([paragraph(fits)]))).toEqual([
      'She said it in court,',
      'before all: «We are here. We shall stay».',
    ]);
    const tooLong = '«We are here, and we shall stay here. Nobody will make us leave our own home».';
    expect(textsOf(makePost([paragraph(tooLong)]))).toEqual([
      '«We are here, and we shall stay here.',
      'Nobody will make us leave our own home».',
    ]);
  });

  test.each([
    '1 593 политзаключённых',
    '198 women',
    '1\u00a0593\u00a0человека',
    '№ 17',
    'May 21, 2021',
    '1.5 млн евро',
    '5 %',
  ])('a number stays with what it counts: %s', unit => {
    for (let before = 1; before < 70; before += 1) {
      const post = makePost([paragraph(`${'b '.repeat(before)}${unit} ${'a '.repeat(30)}`)]);
      expect(textsOf(post).filter(text => text.includes(unit))).toHaveLength(1);
    }
  });

  test('what a colon or a heading introduces stays with it', () => {
    const post = makePost([
      paragraph('The first paragraph says it all.'),
      paragraph('What we want'),
      paragraph('Freedom for all of them.'),
    ]);
    expect(textsOf(post)).toEqual([
      'The first paragraph says it all.',
      'What we want\n\nFreedom for all of them.',
    ]);
  });

  test('parts are numbered where the post asks for it, and a single part is not', () => {
    const body = [
      paragraph('Aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa.'),
      paragraph('Bbbb bbbb.'),
    ];
    expect(textsOf(makePost(body, { options: { numbered: true } }), { ...rules, limit: 61 })).toEqual([
      'Aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa.\n\n1/2',
      'Bbbb bbbb.\n\n2/2',
    ]);
    expect(textsOf(makePost([paragraph('Bbbb.')], { options: { numbered: true } }))).toEqual(['Bbbb.']);
  });

  test('ten parts and more make room for longer numbers', () => {
    const body = Array.from({ length: 12 }, () => paragraph(`${'x'.repeat(52)}.`));
    const texts = textsOf(makePost(body, { options: { numbered: true } }));
    expect(texts).toHaveLength(12);
    expect(texts[11]).toMatch(/\n\n12\/12$/);
    expect(Math.max(...texts.map(text => text.length))).toBe(60);
  });

  test('a second limit is kept beside the first', () => {
    const bytes = (text: string) => Buffer.byteLength(text) <= 60;
    const post = makePost([paragraph('Свобода всем людям. Правда победит. Мы ждём их.')]);
    const texts = textsOf(post, { ...rules, fits: bytes });
    expect(texts).toHaveLength(2);
    expect(texts.every(bytes)).toBe(true);
  });

  test('a text without spaces is cut between words as Unicode has them, never inside an emoji', () => {
    const family = '👨‍👩‍👧‍👦';
    const texts = textsOf(makePost([paragraph(family.repeat(12))]));
    expect(texts.join('')).toBe(family.repeat(12));
    expect(texts.every(text => text.length % family.length === 0)).toBe(true);
  });
});

describe('links', () => {
  const sentence = paragraph('Read ', link('our report'), ', please.');

  test('are marks on their text, or written out beside it with the mark on the address', () => {
    const [marked] = partsOf(makePost([sentence]));
    expect(marked?.text).toBe('Read our report, please.');
    expect(marked?.marks).toEqual([{ kind: 'link', start: 5, end: 15, url }]);
    const [written] = partsOf(makePost([sentence]), outside);
    expect(written?.text).toBe(`Read our report (${url}), please.`);
    expect(written?.marks).toEqual([{ kind: 'link', start: 17, end: 17 + url.length, url }]);
  });

  test.each([
    ['a line of its own', [link('Our report')], `Our report: ${url}`],
    ['after a colon', ['Read: ', link('our report')], `Read: our report (${url})`],
    ['before a new line', [link('Report'), '\nMore'], `Report: ${url}\nMore`],
    ['a text that is the address', ['See ', link('belaruswomen.org'), '.'], `See ${url}.`],
    ['a text that ends with a mark of its own', [link('Who are they?')], `Who are they? ${url}`],
    ['in quotation marks', ['«', link('Отчёт'), '»'], `«Отчёт (${url})»`],
  ] as const)('written out: %s', (_, segments, expected) => {
    expect(textsOf(makePost([paragraph(...segments)]), outside)).toEqual([expected]);
  });

  test('leave their text alone where addresses are left out', () => {
    const [part] = partsOf(makePost([sentence]), { ...rules, links: 'left out' });
    expect(part).toMatchObject({ text: 'Read our report, please.', marks: [] });
  });

  test('a link that fits no part is refused by name', () => {
    const draft = composeThread(
      makePost([paragraph('See ', link('it', `https://x.org/${'a'.repeat(60)}`))]),
      outside,
    );
    expect(draft).toEqual({
      refusal:
        'The post may-21/morning (en) cannot be cut to fit x, since “https://x.org/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…” ' +
        'must stay in one piece and takes 74 of 60 graphemes: shorten it.',
    });
  });
});

describe('hashtags', () => {
  const tags = ['One', 'Two', 'Three', 'Four'];

  test('are the first of the list, where the campaign has them or last', () => {
    expect(textsOf(makePost([paragraph('Text.')], { tags }))).toEqual(['Text.\n\n#One #Two #Three']);
    const inFront = makePost([{ kind: 'tags' }, paragraph('Text.')], { tags });
    expect(textsOf(inFront)).toEqual(['#One #Two #Three\n\nText.']);
    expect(partsOf(inFront)[0]?.marks[1]).toEqual({ kind: 'tag', start: 5, end: 9, tag: 'Two' });
  });

  test('that stand in the text count as used', () => {
    const post = makePost([paragraph('For ', { kind: 'tag', tag: 'two' }, '.')], { tags });
    expect(textsOf(post)).toEqual(['For #two.\n\n#One #Three']);
  });

  test('are dropped from the end before a post of one part becomes a thread', () => {
    expect(textsOf(makePost([paragraph(`${'Word '.repeat(9)}end.`)], { tags }))).toEqual([
      `${'Word '.repeat(9)}end.\n\n#One #Two`,
    ]);
    expect(textsOf(makePost([paragraph(`${'Word '.repeat(10)}the end.`)], { tags }))).toEqual([
      `${'Word '.repeat(10)}the end.`,
    ]);
  });

  test('never make a part alone; a thread is cut so that they have company', () => {
    const post = makePost(
      [paragraph(`${'Aaaa '.repeat(11)}end.`), paragraph(`${'Bbbb '.repeat(5)}end. ${'Cccc '.repeat(5)}.`)],
      { tags },
    );
    expect(textsOf(post).at(-1)).toMatch(/Cccc.*\n\n#One #Two #Three$/);
  });

  test('alone are a post where a picture has no other text', () => {
    expect(textsOf(makePost([], { tags }))).toEqual(['#One #Two #Three']);
  });
});

test('a body of its own goes to its network', () => {
  const post = makePost([paragraph('For all.')], { bodyFor: { x: [paragraph('For X.')] } });
  expect(textsOf(post)).toEqual(['For all.']);
  expect(textsOf(post, outside)).toEqual(['For X.']);
});

test('media and card go with the first part, options with every part', () => {
  const media = [{ id: 'a', path: 'a.jpg', type: 'image/jpeg', alt: 'A' }];
  const card = { url, title: 'T', description: 'D' };
  const body = [paragraph('A'.repeat(50)), paragraph('B'.repeat(50))];
  const [first, second] = partsOf(makePost(body, { media, card, options: { silent: true } }));
  expect(first).toMatchObject({ media, card, options: { silent: true } });
  expect(second).toMatchObject({ media: [], options: { silent: true } });
  expect(second).not.toHaveProperty('card');
});

test('bold and italic stretches go on over a cut', () => {
  const bold: Segment = {
    kind: 'text',
    text: `${'Aaaa '.repeat(10)}end. ${'Bbbb '.repeat(5)}end.`,
    bold: true,
  };
  const parts = partsOf(makePost([paragraph(bold)]));
  expect(
    parts.map(({ text, marks }) => marks.map(mark => text.slice(mark.start, mark.end) === text)),
  ).toEqual([[true], [true]]);
});

test('a post that says nothing is refused', () => {
  expect(composeThread(makePost([paragraph('  ')]), rules)).toEqual({
    refusal: 'The post may-21/morning (en) has no text for bluesky: write one.',
  });
});
