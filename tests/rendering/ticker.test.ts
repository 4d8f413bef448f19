import { beforeAll, describe, expect, it } from 'vitest';
import { renderPost } from '../../src/rendering/render-post.ts';
import type { Speech } from '../../src/rendering/speech.ts';
import { campaignOf, figure, loadSpeeches, plainText, render } from './sample.ts';

let speeches: ReadonlyMap<string, Speech>;
beforeAll(async () => {
  speeches = await loadSpeeches();
});

const TEXT =
  '{{ figures.women | as_of | capitalize }}: {{ figures.women | count }}, {{ figures.minors | count }}{{ figures.minors | apart: figures.women }}. {{ figures.women | source }}';

describe('figures of one paragraph', () => {
  const minors = figure({ id: 'minors' });
  const say = (over: Parameters<typeof figure>[0], language = 'en') =>
    plainText(
      render({ text: TEXT, language, figures: [figure(), { ...minors, ...over }] }, speeches),
    ).replaceAll('\u00a0', ' ');

  it('have one date and one source as long as those are the same', () => {
    expect(say({})).toBe('As of 26 March 2024: 198 women, 198 women. Source');
  });

  it('have their own in brackets where they are others', () => {
    expect(say({ asOf: '2026-11-20' })).toContain('198 women (as of 20 November 2026). Source');
    const source = { name: { en: 'Viasna', ru: 'Весна' }, url: 'https://spring96.org/' };
    expect(say({ source })).toContain('198 women (Viasna). Source');
    expect(say({ source, asOf: '2026-11-20' }, 'ru')).toContain(
      '198 женщин (на 20 ноября 2026 года, Весна). Источник',
    );
  });
});

describe('the line of figures', () => {
  const line = 'Now {{ figures.women | as_of }}:\n{{ figures.women | count }}.\n\nMore.';

  function renderWith(text: string, ticker = true) {
    const { campaign, definition } = campaignOf({ text });
    const { definition: tick } = campaignOf({ text: line, post: { name: 'tick' } });
    return renderPost({
      campaign: {
        ...campaign,
        posts: [definition, tick],
        ...(ticker && { ticker: { post: 'tick', afterMs: 0 } }),
      },
      post: definition,
      language: 'en',
      speeches,
      now: new Date('2026-05-20T22:00:00Z'),
    });
  }

  it('stands wherever a text wants it, and its figures are stated by the text', () => {
    const post = renderWith('{{ ticker }}\n\nRead on.');
    expect(plainText(post).replaceAll('\u00a0', ' ')).toBe('Now as of 26 March 2024: 198 women.\n\nRead on.');
    expect(post.figures.map(({ id }) => id)).toEqual(['women']);
  });

  it('leaves the numbers of the lines as they are', () => {
    expect(() => renderWith('{{ ticker }}\n\n# no heading')).toThrow('sample/note.en.liquid:3:');
  });

  it('is unknown where the campaign has none', () => {
    expect(() => renderWith('{{ ticker }}', false)).toThrow('there is no "ticker"');
  });
});
