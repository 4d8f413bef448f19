import { beforeAll, describe, expect, it } from 'vitest';
import type { Speech } from '../../src/rendering/speech.ts';
import { figure, loadSpeeches, plainText, render, segmentsOf } from './sample.ts';

let speeches: ReadonlyMap<string, Speech>;
beforeAll(async () => {
  speeches = await loadSpeeches();
});

describe('light Markdown', () => {
  it('makes segments of bold, italic, links, addresses and hashtags', () => {
    const text =
      'A **bold** and *it_al_ic*, **_both_**, [the gallery]({{ links.gallery }}), https://x.example/a_(b)). (#Tag, «#Тег_2») #1';
    expect(segmentsOf(render({ text }, speeches))).toEqual([
      { kind: 'text', text: 'A ' },
      { kind: 'text', text: 'bold', bold: true },
      { kind: 'text', text: ' and ' },
      { kind: 'text', text: 'it_al_ic', italic: true },
      { kind: 'text', text: ', ' },
      { kind: 'text', text: 'both', bold: true, italic: true },
      { kind: 'text', text: ', ' },
      { kind: 'link', text: 'the gallery', url: 'https://gallery.example/a_b_c(1)' },
      { kind: 'text', text: ', ' },
      { kind: 'link', text: 'https://x.example/a_(b)', url: 'https://x.example/a_(b)' },
      { kind: 'text', text: '). (' },
      { kind: 'tag', tag: 'Tag' },
      { kind: 'text', text: ', «' },
      { kind: 'tag', tag: 'Тег_2' },
      { kind: 'text', text: '») #1' },
    ]);
  });

  it('joins the lines of a paragraph with a space, and keeps a break after a backslash or two spaces', () => {
    const text = 'one\ntwo\\\nthree  \nfour\n\nfive — six';
    expect(plainText(render({ text }, speeches))).toBe('one two\nthree\nfour\n\nfive\u00a0— six');
  });

  it('reads &nbsp; and escaped characters', () => {
    expect(plainText(render({ text: '5&nbsp;km \\*not bold\\* 1\\. no list' }, speeches))).toBe(
      '5\u00a0km *not bold* 1. no list',
    );
  });

  it('turns a link by its name alone into an address', () => {
    const url = 'https://gallery.example/a_b_c(1)';
    expect(segmentsOf(render({ text: 'See {{ links.gallery }}.' }, speeches))).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'link', text: url, url },
      { kind: 'text', text: '.' },
    ]);
  });

  it('marks the place of the hashtags', () => {
    const post = render({ text: 'Before.\n\n{{ tags }}\n\nAfter.' }, speeches);
    expect(post.body.map(({ kind }) => kind)).toEqual(['paragraph', 'tags', 'paragraph']);
    expect(post.tags).toEqual(['One', 'Two']);
  });
});

describe('figures in a text', () => {
  const source = { kind: 'link', text: 'Source', url: 'https://source.example/' };

  it('says number, noun, date and source', () => {
    const text =
      '{{ figures.women | as_of | capitalize }}: {{ figures.women | count }}. {{ figures.women | source }}';
    expect(segmentsOf(render({ text }, speeches))).toEqual([
      { kind: 'text', text: 'As of 26 March 2024: 198 women. ' },
      source,
    ]);
  });

  it('takes the figures that it is handed, not those of the campaign, and lists those that the text states', () => {
    const figures = [figure({ value: { kind: 'exact', value: 1 } }), figure({ id: 'unused' })];
    const text = '{{ figures.women | count }} {{ figures.women | as_of }}; {{ figures.unused | source }}';
    const post = render({ text, figures }, speeches);
    expect(plainText(post)).toBe('1 woman as of 26 March 2024; Source');
    expect(post.figures).toEqual([figures[0]]);
  });

  it('lets any word agree, also after a bound', () => {
    const text =
      '{{ figures.women | agree: one: "прошёл", few: "прошло", many: "прошло", other: "прошло" }} {{ figures.women | number }} {{ figures.women | as_of }}';
    const said = (value: number, kind: 'exact' | 'more-than') =>
      plainText(render({ text, language: 'ru', figures: [figure({ value: { kind, value } })] }, speeches));
    expect(said(21, 'exact')).toMatch(/^прошёл 21 /);
    expect(said(21, 'more-than')).toMatch(/^прошло более 21 /);
  });

  it('says the change since an earlier value', () => {
    const earlier = [
      { ...figure(), value: { kind: 'exact', value: 190 } as const, asOf: '2023-12-31' },
      { ...figure(), value: { kind: 'exact', value: 186 } as const, asOf: '2023-05-21' },
    ];
    const text =
      '{{ figures.women | number }} {{ figures.women | as_of }}, {{ figures.women | change }}, {{ figures.women | change: "2023-05-21" }}';
    expect(plainText(render({ text, figures: [figure({ earlier })] }, speeches))).toBe(
      '198 as of 26 March 2024, +8 since 31 December 2023, +12 since 21 May 2023',
    );
  });

  it('accepts a date that the author typed, or that another figure of the same day says', () => {
    const figures = [figure(), figure({ id: 'total', value: { kind: 'exact', value: 1593 } })];
    const typed = 'On 26 March 2024: {{ figures.women | count }}';
    const shared = '{{ figures.women | count }}, {{ figures.total | count }}, {{ figures.total | as_of }}';
    expect(render({ text: typed, figures }, speeches).figures).toHaveLength(1);
    expect(render({ text: shared, figures }, speeches).figures).toHaveLength(2);
  });

  it('knows the day in the time zone of the campaign', () => {
    expect(plainText(render({ text: 'Today is {{ today | date }}.' }, speeches))).toBe(
      'Today is 21 May 2026.',
    );
  });
});

describe('a post', () => {
  it('has a text of its own for a network, whose figures count too', () => {
    const byNetwork = { x: 'Short: {{ figures.women | number }}, {{ figures.women | as_of }}' };
    const post = render({ text: 'Long.', byNetwork }, speeches);
    expect(plainText(post)).toBe('Long.');
    expect(post.bodyFor?.x).toEqual([
      { kind: 'paragraph', segments: [{ kind: 'text', text: 'Short: 198, as of 26 March 2024' }] },
    ]);
    expect(post.figures.map(({ id }) => id)).toEqual(['women']);
  });

  it('carries its card, its own hashtags, its options and its warning', () => {
    const post = render(
      {
        text: 'Text.',
        post: {
          card: 'gallery',
          hashtags: [{ tag: 'Mine' }],
          options: { silent: true },
          contentWarnings: { en: 'Prison' },
        },
      },
      speeches,
    );
    expect(post).toMatchObject({
      id: 'sample/note',
      language: 'en',
      tags: ['Mine'],
      card: { url: 'https://gallery.example/a_b_c(1)', title: 'Gallery', description: 'Faces' },
      options: { silent: true, contentWarning: 'Prison' },
    });
  });

  it('is the same for the same input, and pure JSON', () => {
    const sample = { text: '**{{ figures.women | count }}** {{ figures.women | as_of }}\n\n{{ tags }}' };
    const post = render(sample, speeches);
    expect(render(sample, speeches)).toEqual(post);
    expect(JSON.parse(JSON.stringify(post))).toEqual(post);
  });
});
