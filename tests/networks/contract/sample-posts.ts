import type { Block, Post, Segment } from '../../../src/domain/post.ts';

const NBSP = '\u00a0';

export const text = (value: string): Segment => ({ kind: 'text', text: value });
export const link = (value: string, url: string): Segment => ({ kind: 'link', text: value, url });
export const tag = (value: string): Segment => ({ kind: 'tag', tag: value });
export const paragraph = (...segments: Segment[]): Block => ({ kind: 'paragraph', segments });

/** A post of one plain paragraph unless told otherwise. */
export function makePost(change: Partial<Post> = {}): Post {
  return {
    id: 'test/sample',
    language: 'en',
    body: [paragraph(text('A plain sentence.'))],
    tags: [],
    media: [],
    options: {},
    figures: [],
    ...change,
  };
}

/** Fits every network in one part, with everything in it that tempts a detector to go wrong. */
export const shortPost = makePost({
  id: 'test/short',
  language: 'ru',
  body: [
    paragraph(
      text('Читайте «'),
      link('Дорогу в Гаагу', 'https://belaruswomen.org/hague_(icc)/?a=1&b=2'),
      text('», версия v1.2.sh; '),
      tag('Беларусь'),
      text(' («'),
      tag('Belarus'),
      text('»). 🇧🇾👩‍👩‍👧'),
    ),
  ],
});

const SENTENCES_RU = [
  `В заключении 198${NBSP}женщин, по данным на 26${NBSP}марта 2024${NBSP}г.`,
  '«Письма не доходят», — говорят родные; адвокатам не отвечают…',
  `Через тюрьмы прошли более 45${NBSP}000${NBSP}человек: это самая большая цифра в Европе.`,
  'Людей сажают за комментарий, за мирный протест, за бело-красную одежду и за помощь заключённым.',
];

const SENTENCES_EN = [
  `198${NBSP}women are in custody as of 26${NBSP}March 2024.`,
  'Letters do not arrive, the families say; lawyers get no answer…',
  `More than 45,000${NBSP}people went through prison, the highest figure in Europe since World War II.`,
  'People are jailed for a comment, for a peaceful protest, for white and red clothes, for help to prisoners.',
];

/** A thread on every network but those that take thousands of characters. */
export const longPosts: readonly Post[] = [makeLong('ru', SENTENCES_RU), makeLong('en', SENTENCES_EN)];

function makeLong(language: string, sentences: readonly string[]): Post {
  const paragraphs = [0, 1, 2, 3].map(turn =>
    paragraph(
      text(`${sentences.slice(turn).join(' ')} ${sentences.slice(0, turn).join(' ')} `),
      link(`belaruswomen.org/${turn}`, `https://belaruswomen.org/${language}/${turn}`),
      text('. '),
      tag('FreeThemAll'),
    ),
  );
  return makePost({
    id: 'test/long',
    language,
    body: [...paragraphs, { kind: 'tags' }],
    tags: [
      'FreePoliticalPrisoners',
      'FreeThemAll',
      'TimeToAct',
      'StopRailCargo',
      'Belarus',
      'EU',
      'SaveLives',
    ],
  });
}
