import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Speech } from '../../src/rendering/speech.ts';
import { figure, loadSpeeches, render, segmentsOf } from './sample.ts';

let speeches: ReadonlyMap<string, Speech>;
beforeAll(async () => {
  speeches = await loadSpeeches();
});

/** Names as sources never have them: everything that Markdown, Liquid, an address or a hashtag is made of. */
const name = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '_',
        '**',
        '`',
        '[',
        ']',
        '(',
        ')',
        '<b>',
        '#Tag',
        'https://x.example',
        '{{',
        '}}',
        '{%',
        '\\',
      ),
      fc.constantFrom(
        '\uE000',
        '\uE001',
        '\uE0000\uE001',
        '&nbsp;',
        '- ',
        '1. ',
        '> ',
        '    ',
        '$t(x)',
        '{{number}}',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map(pieces => pieces.join(''))
  .filter(text => text.trim() === text && text !== '' && !/[\r\n\u2028\u2029]/.test(text));

describe('what a figure holds stays text', () => {
  it('as the name of a source', () => {
    fc.assert(
      fc.property(name, text => {
        const source = { name: { en: text }, url: 'https://source.example/' };
        const post = render(
          { text: 'From {{ figures.women | source }}.', figures: [figure({ source })] },
          speeches,
        );
        expect(segmentsOf(post)).toEqual([
          { kind: 'text', text: 'From ' },
          { kind: 'link', text, url: 'https://source.example/' },
          { kind: 'text', text: '.' },
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('as a noun, at the head of a line, within bold, beside a tag', () => {
    fc.assert(
      fc.property(name, noun => {
        const nouns = { en: { one: noun, other: noun } };
        const post = render(
          {
            text: '{{ figures.women | count }} **{{ figures.women | count }}** {{ figures.women | as_of }} #Tag',
            figures: [figure({ nouns })],
          },
          speeches,
        );
        expect(segmentsOf(post)).toEqual([
          { kind: 'text', text: `198 ${noun} ` },
          { kind: 'text', text: `198 ${noun}`, bold: true },
          { kind: 'text', text: ' as of 26 March 2024 ' },
          { kind: 'tag', tag: 'Tag' },
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('in an address is encoded', () => {
    fc.assert(
      fc.property(name, noun => {
        const nouns = { en: { one: noun, other: noun } };
        const text = '[x](https://x.example/?q={{ figures.women | count }}) {{ figures.women | as_of }}';
        const [link] = segmentsOf(render({ text, figures: [figure({ nouns })] }, speeches));
        expect(link).toEqual({
          kind: 'link',
          text: 'x',
          url: `https://x.example/?q=${encodeURIComponent(`198 ${noun}`)}`,
        });
      }),
      { numRuns: 100 },
    );
  });
});
