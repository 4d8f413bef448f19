import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeThread, type TextRules } from '../../../src/domain/compose-thread.ts';
import { isRefusal, type Part } from '../../../src/domain/draft.ts';
import type { Block, Post, Segment } from '../../../src/domain/post.ts';
import { blueskyLike, telegramLike, xLike } from './counters.ts';
import { makePost } from './make-post.ts';

const words = fc.constantFrom(
  ...'свобода людям тюрьма письма Беларусь нас в и я що ў café naïve e\u0301tude prison letters the a of No women'.split(
    ' ',
  ),
  ...[
    '👩‍👩‍👧‍👦',
    '🇧🇾',
    '🏳️‍🌈',
    '👍🏽',
    '☎️',
    'т.',
    'е.',
    'Dr.',
    'А.',
    'г.',
    'U.S.',
    '…',
    '—',
    'йо\u0308лка',
    'слово-слово',
  ],
);
const phrase = fc.array(words, { minLength: 1, maxLength: 6 }).map(list => list.join(' '));
/** Never to be cut; the prefix makes each kind recognisable in the parts. */
const unit = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 99 }), fc.constantFrom('женщин', 'people', 'km', '%'))
    .map(pair => pair.join(' ')),
  fc.constantFrom(
    '1\u00a0593 политзаключённых',
    '45,000 civilians',
    '1.5 млн евро',
    '№ 17',
    'May 21',
    '5\u202f°C',
  ),
  fc
    .webUrl({ validSchemes: ['https'], size: 'small' })
    .filter(url => !/[()[\]'"“”«».,!?;:]$/.test(url) && url.length < 60),
  fc.constantFrom('#FreeThemAll', '#Беларусь', '@user@mastodon.example'),
);
const quotation = fc
  .tuple(fc.constantFrom('«»', '“”', '„“', '""'), phrase)
  .map(([signs, text]) => `${signs[0]}${text}${signs[1]}`);
const sentence = fc
  .tuple(
    fc.array(fc.oneof(phrase, unit, quotation), { minLength: 1, maxLength: 6 }),
    fc.constantFrom('.', '!', '?', '…', '?!'),
  )
  .map(([list, end]) => `${list.join(' ')}${end}`);
const text = fc
  .array(sentence, { minLength: 1, maxLength: 5 })
  .map(list => list.join(' '))
  .filter(made => made.trim() !== '');
const segment: fc.Arbitrary<Segment> = fc.oneof(
  { weight: 5, arbitrary: text.map(made => ({ kind: 'text' as const, text: made })) },
  {
    weight: 1,
    arbitrary: text.map(made => ({ kind: 'text' as const, text: `${made} `, bold: true as const })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      text: phrase,
      url: fc.constantFrom('https://belaruswomen.org/', 'https://x.kids/a_(b)'),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom('EU', 'Памяць').map(tag => ({ kind: 'tag' as const, tag })) },
);
const space: Segment = { kind: 'text', text: ' ' };
const block: fc.Arbitrary<Block> = fc.array(segment, { maxLength: 4 }).map(list => ({
  kind: 'paragraph',
  segments: list.flatMap(one => [one, space]),
}));
const post: fc.Arbitrary<Post> = fc
  .record({
    body: fc.array(block, { minLength: 1, maxLength: 6 }),
    tags: fc.subarray(['FreePoliticalPrisoners', 'EU', 'TimeToAct', 'Belarus', 'SaveLives']),
    numbered: fc.boolean(),
    tagsAt: fc.option(fc.nat({ max: 6 }), { nil: undefined }),
  })
  .map(({ body, tags, numbered, tagsAt }) =>
    makePost(tagsAt === undefined ? body : body.toSpliced(tagsAt, 0, { kind: 'tags' }), {
      tags,
      options: { numbered },
    }),
  );

/** The same post on a network that takes it whole, with as many tags as the thread has. */
function wholeText(made: Post, rules: TextRules, parts: readonly Part[]): string {
  for (let tags = made.tags.length; tags >= 0; tags -= 1) {
    const roomy: TextRules = { ...rules, limit: 1_000_000, fits: () => true, maxTags: rules.maxTags };
    const whole = partsOf({ ...made, tags: made.tags.slice(0, tags) }, roomy)[0]?.text ?? '';
    if (bare(whole) === parts.map(part => bare(withoutNumber(part.text, parts))).join('')) return whole;
  }
  return expect.fail('the parts are not the text');
}

function bare(made: string): string {
  return made.replace(/\s/g, '');
}

function withoutNumber(made: string, parts: readonly Part[]): string {
  return parts.length > 1 && parts[0]?.options.numbered === true ? made.replace(/\n\n\d+\/\d+$/, '') : made;
}

function partsOf(made: Post, rules: TextRules): readonly Part[] {
  const draft = composeThread(made, rules);
  return isRefusal(draft) ? [] : draft.parts;
}

/** Where each part begins and ends in the whole text; fails unless only white space lies between. */
function ranges(whole: string, parts: readonly Part[]): readonly { start: number; end: number }[] {
  let at = 0;
  return parts.map(part => {
    const made = withoutNumber(part.text, parts);
    const start = whole.indexOf(made, at);
    expect(whole.slice(at, start).trim()).toBe('');
    at = start + made.length;
    return { start, end: at };
  });
}

const runs = { numRuns: 40 };

test('the random posts are worth composing: most make threads, few are refused', () => {
  const made = fc.sample(post, { numRuns: 200, seed: 21 });
  const lengths = made.map(one => partsOf(one, blueskyLike).length);
  expect(lengths.filter(length => length > 1).length).toBeGreaterThan(100);
  expect(lengths.filter(length => length === 0).length).toBeLessThan(40);
});

describe.each([telegramLike, blueskyLike, xLike])('any text, composed for $network', rules => {
  const check = (property: (made: Post, parts: readonly Part[], whole: string) => void) =>
    fc.assert(
      fc.property(post, made => {
        const parts = partsOf(made, rules);
        if (parts.length > 0) property(made, parts, wholeText(made, rules, parts));
      }),
      runs,
    );

  test('fits, part by part, and counts right', () => {
    check((_, parts) => {
      for (const part of parts) {
        expect(part.length).toBe(rules.count(part.text));
        expect(part.length).toBeLessThanOrEqual(rules.limit);
        expect(rules.fits?.(part.text) ?? true).toBe(true);
        expect(part.text).toBe(part.text.trim());
      }
    });
  });

  test('is whole when the parts are joined by the white space at which they were cut', () => {
    check((_, parts, whole) => {
      expect(ranges(whole, parts).at(-1)?.end).toBe(whole.length);
    });
  });

  test('is cut at no place that lies inside a grapheme', () => {
    check((_, parts, whole) => {
      const starts = new Set(
        [...new Intl.Segmenter().segment(whole)].map(({ index }) => index).concat(whole.length),
      );
      for (const { start, end } of ranges(whole, parts))
        expect(starts.has(start) && starts.has(end)).toBe(true);
    });
  });

  test('keeps addresses, tags, link texts and numbers with their nouns in one piece', () => {
    const units =
      /https?:\/\/[^\s()«»“”"]+|#[\p{L}\p{N}_]+|\d+ (?:женщин|people|km|%)|1\u00a0593 полит\S+|45,000 civilians|1\.5 млн евро|№ 17|May 21|5\u202f°C|@user@mastodon\.example/gu;
    check((_, parts, whole) => {
      const cuts = ranges(whole, parts)
        .slice(1)
        .map(({ start }) => start);
      for (const { 0: found, index } of whole.matchAll(units)) {
        expect(cuts.filter(cut => cut > index && cut < index + found.length)).toEqual([]);
      }
    });
  });

  test('opens no quotation that fits', () => {
    check((_, parts, whole) => {
      const cuts = ranges(whole, parts)
        .slice(1)
        .map(({ start }) => start);
      for (const { 0: found, index } of whole.matchAll(/«[^«»]*»|“[^“”„]*”/g)) {
        if (rules.count(found) > rules.limit * 0.8 || rules.fits?.(found) === false) continue;
        expect(cuts.filter(cut => cut > index && cut < index + found.length)).toEqual([]);
      }
    });
  });

  test('carries every mark to the part that says its words', () => {
    check((made, parts) => {
      const links = parts.flatMap(part =>
        part.marks.filter(mark => mark.kind === 'link').map(mark => ({ mark, part })),
      );
      const expected = made.body.flatMap(one =>
        one.kind === 'tags' ? [] : one.segments.filter(({ kind }) => kind === 'link'),
      );
      expect(links.map(({ mark }) => mark.url)).toEqual(expected.map(link => 'url' in link && link.url));
      links.forEach(({ mark, part }, index) => {
        const link = expected[index];
        const said = link?.kind === 'link' ? (rules.links === 'marked' ? link.text : link.url) : undefined;
        expect(part.text.slice(mark.start, mark.end)).toBe(said);
      });
      for (const part of parts) {
        for (const { kind, start, end, tag } of part.marks) {
          if (kind === 'tag') expect(part.text.slice(start, end)).toBe(`#${tag}`);
        }
      }
    });
  });

  test('never ends in a part of nothing but tags', () => {
    check((made, parts) => {
      const said = made.body.some(
        one =>
          one.kind === 'paragraph' && one.segments.some(({ kind }) => kind === 'text' || kind === 'link'),
      );
      const last = withoutNumber(parts.at(-1)?.text ?? '', parts);
      if (
        said &&
        parts.length > 1 &&
        bare(wholeText({ ...made, tags: [] }, rules, partsOf({ ...made, tags: [] }, rules))) !== ''
      ) {
        const closing = made.tags.map(tag => `#${tag}`);
        expect(last.split(' ').every(word => closing.includes(word))).toBe(false);
      }
    });
  });

  test('is composed the same way every time', () => {
    check((made, parts) => {
      expect(composeThread(structuredClone(made), rules)).toEqual({ parts });
    });
  });
});

test.each([telegramLike, blueskyLike, xLike])('sentences that fit are never cut on $network', rules => {
  const easy = fc
    .tuple(
      fc.constantFrom('Свобода', 'Women', 'Ўлада'),
      fc.array(fc.constantFrom('люди', 'prison', 'т. е. сегодня', '«да. Нет»', '21 мая', '🇧🇾'), {
        minLength: 1,
        maxLength: 8,
      }),
    )
    .map(([first, rest]) => `${first} ${rest.join(' ')}.`);
  const body = fc.array(fc.array(easy, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(body, paragraphs => {
      const made = makePost(
        paragraphs.map(list => ({ kind: 'paragraph', segments: [{ kind: 'text', text: list.join(' ') }] })),
      );
      const said = partsOf(made, rules).flatMap(part =>
        part.text.split(/(?<=\.)\s+(?=Свобода|Women|Ўлада)/u),
      );
      expect(said).toEqual(paragraphs.flat());
    }),
    runs,
  );
});

test('anything at all either fits or is refused in one sentence', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 900 });
  fc.assert(
    fc.property(anything, made => {
      const draft = composeThread(
        makePost([{ kind: 'paragraph', segments: [{ kind: 'text', text: made }] }]),
        blueskyLike,
      );
      if (isRefusal(draft)) expect(draft.refusal).toMatch(/: (shorten it|write one)\.$/);
      else for (const part of draft.parts) expect(part.length).toBeLessThanOrEqual(blueskyLike.limit);
    }),
    runs,
  );
});
