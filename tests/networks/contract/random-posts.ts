import fc from 'fast-check';
import type { Block, Post, Segment } from '../../../src/domain/post.ts';
import { link, makePost, paragraph, tag, text } from './sample-posts.ts';

const word = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[А-Яа-яЁё]{1,14}$/) },
  { weight: 5, arbitrary: fc.stringMatching(/^[A-Za-z]{1,12}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('👩‍👩‍👧‍👦', '🇧🇾', '👍🏽', '❤️', 'é', 'й', '№', '€', '→', '…', '—', '•', '1️⃣'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1\u00a0593\u00a0человека', '45,000\u00a0people', '20\u00a0%', '5\u00a0г.'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('«цитата внутри»', '(в скобках)', '“quoted words”', 'v1.2.sh', 'a@b'),
  },
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
      .map(([title, path]) => link(title, `https://belaruswomen.org/${path}_(${path})/?q=${path}`)),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-zА-я]{2,20}$/).map(tag) },
);

/** Between a link or a tag and what follows stands a space, as it does in a text that a person wrote. */
const block: fc.Arbitrary<Block> = fc
  .array(segment, { minLength: 1, maxLength: 8 })
  .map(segments => paragraph(...segments.flatMap(one => [one, text(' ')]), text('x.')));

/** Posts of Cyrillic, Latin, emoji, links, tags, quotations and numbers with units. */
export const randomPost: fc.Arbitrary<Post> = fc
  .record({
    language: fc.constantFrom('en', 'ru'),
    blocks: fc.array(block, { minLength: 1, maxLength: 5 }),
    tags: fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{3,14}$/), {
      maxLength: 9,
      selector: one => one.toLowerCase(),
    }),
  })
  .map(({ language, blocks, tags }) => makePost({ language, body: [...blocks, { kind: 'tags' }], tags }));
