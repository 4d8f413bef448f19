import { beforeAll, describe, expect, it } from 'vitest';
import { InputErrors } from '../../src/domain/input-error.ts';
import type { Speech } from '../../src/rendering/speech.ts';
import { validateCampaign } from '../../src/rendering/validate-campaign.ts';
import { campaignOf, figure, loadSpeeches, render, type Sample } from './sample.ts';

let speeches: ReadonlyMap<string, Speech>;
beforeAll(async () => {
  speeches = await loadSpeeches();
});

function faultsOf(sample: Sample): readonly string[] {
  try {
    render(sample, speeches);
  } catch (error) {
    if (error instanceof InputErrors) return error.faults;
    throw error;
  }
  return [];
}

const FILE = 'sample/note.en.liquid';

describe('a fault of a text is one sentence with file and line', () => {
  it.each([
    [
      'a figure that nobody defined',
      'One.\n\n{{ figures.men | count }}',
      `${FILE}:3: there is no figure "men" (known: women): correct the name or define it in figures.yaml.`,
    ],
    [
      'one in a branch that is not taken',
      'One.\n{% if false %}\n{{ figures.men | count }}\n{% endif %}',
      `${FILE}:3: there is no figure "men" (known: women): correct the name or define it in figures.yaml.`,
    ],
    [
      'a link that nobody defined',
      '[x]({{ links.site }})',
      `${FILE}:1: there is no link "site" (known: gallery): correct the name or define it in campaign.yaml.`,
    ],
    [
      'a variable that is not there',
      '{{ name }}',
      `${FILE}:1: there is no "name": a text may speak of figures, links, tags and today.`,
    ],
    [
      'a figure without a filter',
      '{{ figures.women }}',
      `${FILE}:1: say how the figure is to stand: {{ figures.women | count }} or {{ figures.women | number }}.`,
    ],
    [
      'a figure taken for a text',
      '{{ "x" | append: figures.women }}',
      /:1: say how the figure is to stand: /,
    ],
    [
      'the day without a filter',
      '{{ today }}',
      `${FILE}:1: say how the day is to stand: {{ today | date }}.`,
    ],
    ['hashtags with a filter', '{{ tags | upcase }}', /:1: {{ tags }} takes no filter: let it stand alone/],
    [
      'what is no text',
      '{{ figures }}',
      `${FILE}:1: this is no text: name a figure, a link, "tags" or "today" with a filter.`,
    ],
    [
      'a property of a figure',
      '{{ figures.women.value }}',
      `${FILE}:1: there is no "figures.women.value": correct the name.`,
    ],
    [
      'an unknown filter',
      '{{ figures.women | counted }}',
      /^sample\/note\.en\.liquid:1: there is no filter "counted": use one of agree, apart, append, as_of, /,
    ],
    [
      'a filter on what is no figure',
      '{{ links.gallery | count }}',
      `${FILE}:1: the filter "count" works on a figure: write {{ figures.<id> | count }}.`,
    ],
    [
      'a file of another folder',
      '{% include "../secret" %}',
      /:1: the tag "include" is not for texts: use one of /,
    ],
    ['another file', '{% render "campaign.yaml" %}', /:1: the tag "render" is not for texts: use one of /],
    ['the clock', '{{ "now" | date }}', /:1: the filter "date" works on a figure/],
    [
      'an unfinished tag',
      'One\n{% if true %}\nTwo',
      /:2: Liquid cannot read this \(tag .* not closed\): correct it\.$/,
    ],
    [
      'a change that nobody noted',
      '{{ figures.women | change: "2020-01-01" }}',
      `${FILE}:1: the figure "women" has no value of 2020-01-01 (known: none): add it under "earlier" in figures.yaml.`,
    ],
    [
      'a word that lacks forms',
      '{{ figures.women | agree: one: "is" }}',
      `${FILE}:1: "agree" needs a word for each plural of "en": write agree: one: "…", other: "…".`,
    ],
    ['a heading', '# Title', `${FILE}:1: a heading cannot stand in a post: write a **bold** line.`],
    ['a list', 'One.\n\n- two', /:3: a list cannot stand in a post: write a paragraph for each item/],
    ['HTML', 'One <b>two</b>', /:1: HTML cannot stand in a post: /],
    [
      'a picture',
      '![x](https://x.example/a.png)',
      /:1: a picture cannot stand in a post: name it under "media"/,
    ],
    ['code', 'Use `this`.', /:1: code cannot stand in a post: leave the backquotes out/],
    ['indented text', 'One.\n\n    two', /:3: a block of code cannot stand in a post: /],
    [
      'a quotation block',
      '> one',
      /:1: a quotation block cannot stand in a post: put the words in quotation marks/,
    ],
    ['a rule', 'One.\n\n---\n\nTwo.', /:3: a horizontal rule cannot stand in a post: leave an empty line/],
    [
      'no address',
      '[x](here)',
      `${FILE}:1: "here" is no address for a link: use one that starts with https://.`,
    ],
    ['a script', '[x](javascript:alert(1))', /:1: "javascript:alert\(1\)" is no address for a link/],
    ['a link without a text', '[](https://x.example)', /:1: a link has no text: write \[text\]\(address\)/],
    ['a link with a title', '[x](https://x.example "t")', /:1: a link cannot have a title/],
    [
      'tags amid words',
      'One {{ tags }}',
      `${FILE}:1: {{ tags }} has to stand alone in a paragraph: put an empty line before and after it.`,
    ],
    [
      'tags twice',
      '{{ tags }}\n\nOne.\n\n{{ tags }}',
      `${FILE}:5: {{ tags }} stands twice: keep one of them.`,
    ],
    [
      'an empty text',
      '\n{% comment %}nothing{% endcomment %}\n',
      /:1: the text is empty: write it, or take the file away/,
    ],
    ['a character that marks use', 'One.\n\uE0000\uE001', /:2: there is a private-use character/],
    [
      'a figure without its date',
      'One.\n\n{{ figures.women | count }}',
      `${FILE}:3: the figure "women" stands without its date: add {{ figures.women | as_of }} to the paragraph.`,
    ],
    [
      'a date in another paragraph',
      '{{ figures.women | as_of }}\n\nTwo\n\n{{ figures.women | number }}',
      /:5: the figure "women" stands without its date/,
    ],
    [
      'a figure whose value was changed by a filter, without its date',
      '{{ figures.women | count | upcase }}',
      /:1: the figure "women" stands without its date: add {{ figures\.women \| as_of }} to the text/,
    ],
  ])('%s', (_, text, sentence) => {
    const faults = faultsOf({ text });
    expect(faults).toHaveLength(1);
    if (typeof sentence === 'string') expect(faults[0]).toBe(sentence);
    else expect(faults[0]).toMatch(sentence);
  });

  it('names the line of the file, though loops and branches move the lines of the text', () => {
    const text = [
      '{% for n in (1..3) %}',
      'Line {{ n }}.',
      '',
      '{% endfor %}',
      '{%- if true -%}',
      '',
      '# Title',
      '{% endif %}',
    ];
    expect(faultsOf({ text: text.join('\n') })).toEqual([
      `${FILE}:7: a heading cannot stand in a post: write a **bold** line.`,
    ]);
  });

  it('shows all faults of a text at once', () => {
    expect(faultsOf({ text: '# A\n\n- b\n\n[c](d)' }).map(fault => fault.split(':')[1])).toEqual([
      '1',
      '3',
      '5',
    ]);
  });

  it('says that a figure has no noun in the language', () => {
    const figures = [figure({ nouns: { en: { one: 'woman', other: 'women' } } })];
    expect(faultsOf({ text: '{{ figures.women | count }}', language: 'be', figures })).toEqual([
      'sample/note.be.liquid:1: the figure "women" has no noun in "be": add it to figures.yaml.',
    ]);
  });
});

describe('limits', () => {
  it.each([
    ['an endless loop', '{% for a in (1..100000000) %}x{% endfor %}'],
    ['loops within loops', `${'{% for a in (1..99) %}'.repeat(8)}x${'{% endfor %}'.repeat(8)}`],
    [
      'a text that doubles itself',
      `{% assign a = "aaaaaaaaaa" %}${'{% assign a = a | append: a %}'.repeat(40)}{{ a }}`,
    ],
    ['a text without end', 'x'.repeat(100_001)],
  ])('refuse %s', (_, text) => {
    expect(faultsOf({ text })[0]).toMatch(
      /^sample\/note\.en\.liquid:1: the text is too much work \(.* limit exceeded\)/,
    );
  });
});

describe('validating a campaign', () => {
  it('renders every text of every network and shows all faults', () => {
    const { campaign } = campaignOf({ text: '# A', byNetwork: { x: '{{ figures.men | count }}' } });
    expect(() => validateCampaign(campaign, speeches, new Date(0))).toThrow(
      new InputErrors([
        `${FILE}:1: a heading cannot stand in a post: write a **bold** line.`,
        'sample/note.en.x.liquid:1: there is no figure "men" (known: women): correct the name or define it in figures.yaml.',
      ]),
    );
  });

  it('wants words for each language', () => {
    const { campaign } = campaignOf({ text: 'Hallo.', language: 'de' });
    expect(() => validateCampaign(campaign, speeches, new Date(0))).toThrow(
      'The language "de" has no words (known: be, en, ru): add locales/de/words.json.',
    );
  });
});
