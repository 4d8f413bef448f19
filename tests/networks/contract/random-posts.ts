import fc from 'fast-check';
import type { Block, Post, Segment } from '../../../src/domain/post.ts';
import { link, makePost, paragraph, tag, text } from './sample-posts.ts';

/** What counts, joins and weighs otherwise than it looks. */
const SIGNS = [
  ...['👩‍👩‍👧‍👦', '🇧🇾', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👍🏽', '❤️', '1️⃣', '👁️‍🗨️'],
  ...['e\u0301', 'и\u0306', 'е\u0301', 'Z\u0351\u036b\u0343', 'ё', 'ў'],
  ...['№', '€', '₽', '→', '…', '—', '–', '•', '☮', '™', 'ﷺ', '日本', 'שלום'],
];

const unit = fc.constantFrom('women', 'женщин', 'тыс.', 'человек', '%', 'г.', 'дня');

const quotation = fc
  .tuple(
    fc.constantFrom(['«', '»'], ['“', '”']),
    fc.array(fc.stringMatching(/^[А-Яа-яA-Za-z]{1,9}$/), { minLength: 1, maxLength: 6 }),
  )
  .map(([[open, close], words]) => `${open}${words.join(' ')}${close}`);

const word = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[А-Яа-яЁё]{1,14}$/) },
  { weight: 5, arbitrary: fc.stringMatching(/^[A-Za-z]{1,12}$/) },
  { weight: 1, arbitrary: fc.constantFrom(...SIGNS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('198', '1 593', '1\u00a0593', '45,000', '1.5', '№ 5', '143,600'), unit)
      .map(([number, what]) => `${number} ${what}`),
  },
  { weight: 1, arbitrary: quotation },
  { weight: 1, arbitrary: fc.constantFrom('(в скобках)', 'v1.2.sh', 'a@b', '@user@host.org', 'т. е.') },
);

const ending = fc.constantFrom('.', '.', '!', '?', '…', ';', '');

const sentence = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 16 }), ending)
  .map(([words, end]) => `${words.join(' ')}${end} `);

const segment: fc.Arbitrary<Segment> = fc.oneof(
  { weight: 6, arbitrary: sentence.map(text) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.stringMatching(/^[A-Za-zА-я]{2,20}$/), fc.stringMatching(/^[a-z0-9]{1,12}$/))
      .chain(([title, path]) =>
        fc
          .constantFrom(
            `https://belaruswomen.org/${path}_(${path})/?q=${path}`,
            `https://${path}.kids`,
            `https://example.org:8080/${path}?a=1&b=2#${path}`,
            `https://свобода.рф/${path}`,
            `http://xn--80abumqg2c.xn--p1ai/${path}`,
          )
          .map(url => link(title, url)),
      ),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-zА-я]{2,20}$/).map(tag) },
);

/** What stands around a link or a tag in a text that a person wrote. */
const around = fc.constantFrom(
  ['', ' '],
  ['', '. '],
  ['', ', '],
  ['«', '» '],
  ['(', ') '],
  ['', '…\r\n'],
  ['— ', '! '],
);

const block: fc.Arbitrary<Block> = fc
  .array(fc.tuple(segment, around), { minLength: 1, maxLength: 8 })
  .map(pieces =>
    paragraph(...pieces.flatMap(([one, [before, after]]) => surround(one, before, after)), text('x.')),
  );

function surround(
  segment: Segment,
  before: string | undefined,
  after: string | undefined,
): readonly Segment[] {
  if (segment.kind === 'text') return [segment, text(' ')];
  return [...(before ? [text(before)] : []), segment, text(after ?? ' ')];
}

/** Posts of Cyrillic, Latin, emoji, links, tags, quotations and numbers with units. */
export const randomPost: fc.Arbitrary<Post> = fc
  .record({
    language: fc.constantFrom('en', 'ru'),
    numbered: fc.boolean(),
    blocks: fc.array(block, { minLength: 1, maxLength: 5 }),
    tags: fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{3,14}$/), {
      maxLength: 9,
      selector: one => one.toLowerCase(),
    }),
  })
  .map(({ language, numbered, blocks, tags }) =>
    makePost({ language, body: [...blocks, { kind: 'tags' }], tags, options: { numbered } }),
  );
