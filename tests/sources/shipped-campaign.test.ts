import { beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '../../src/domain/campaign.ts';
import { type Figure, figureValueText } from '../../src/domain/figure.ts';
import { figuresToWaitFor, isStale } from '../../src/domain/figure-age.ts';
import type { Post } from '../../src/domain/post.ts';
import { createSpeeches } from '../../src/rendering/create-speeches.ts';
import { renderPost } from '../../src/rendering/render-post.ts';
import type { Speech } from '../../src/rendering/speech.ts';
import { validateCampaign } from '../../src/rendering/validate-campaign.ts';
import { loadCampaigns } from '../../src/sources/load-campaigns.ts';
import { loadWords } from '../../src/sources/load-words.ts';

const NOW = new Date('2026-05-21T06:00:00Z');

let campaign: Campaign;
let speeches: ReadonlyMap<string, Speech>;
beforeAll(async () => {
  const [first] = await loadCampaigns('templates', { networks: ['telegram', 'bluesky', 'mastodon', 'x'] });
  if (first === undefined) throw new Error('no campaign');
  campaign = first;
  speeches = createSpeeches(await loadWords('locales'));
});

function render(name: string, language: string, figures?: readonly Figure[]): Post {
  const post = campaign.posts.find(each => each.name === name);
  if (post === undefined) throw new Error(`no post ${name}`);
  return renderPost({ campaign, post, language, speeches, now: NOW, ...(figures && { figures }) });
}

/** As a reader sees it, with plain spaces. */
function textOf(post: Post): string {
  return post.body
    .map(block =>
      block.kind === 'tags'
        ? ''
        : block.segments.map(part => (part.kind === 'tag' ? part.tag : part.text)).join(''),
    )
    .join('\n\n')
    .replaceAll('\u00a0', ' ');
}

describe('the campaign of the repository', () => {
  it('renders in every language without a fault', () => {
    expect(() => validateCampaign(campaign, speeches, NOW)).not.toThrow();
    expect(campaign.posts.map(({ name }) => name)).toEqual([
      'week-before',
      'eve',
      'morning',
      'women',
      'evening',
      'ticker',
    ]);
  });

  it('states the figures of the foundation, each with its date and its source', () => {
    const table = campaign.figures.map(({ id, value, asOf, source }) => [
      id,
      figureValueText(value),
      asOf,
      new URL(source.url).hostname,
    ]);
    expect(table).toEqual([
      ['women_in_custody', '198', '2024-03-26', 'belaruswomen.org'],
      ['women_house_arrest', '532', '2024-03-26', 'belaruswomen.org'],
      ['minors_in_custody', '6', '2024-03-26', 'belaruswomen.org'],
      ['total_in_custody', '1593', '2024-03-26', 'belaruswomen.org'],
      ['detained_since_2020', '>45000', '2023-05-21', 'belaruswomen.org'],
      ['recognized_prisoners', '>1500', '2023-05-21', 'belaruswomen.org'],
      ['recognized_women', '206', '2023-05-21', 'belaruswomen.org'],
      ['criminal_cases', '4649', '2023-05-21', 'dissidentby.com'],
      ['criminal_cases_women', '965', '2023-05-21', 'dissidentby.com'],
      ['criminal_cases_minors', '7', '2023-05-21', 'dissidentby.com'],
      ['compulsory_psychiatry', '16', '2023-05-21', 'dissidentby.com'],
      ['administrative_cases', '39978', '2023-05-21', 'spring96.org'],
      ['emigrated', '143600-171900', '2021/2022', 'beroc.org'],
    ]);
  });

  it('says all of them in the morning, in one Telegram message', () => {
    for (const language of campaign.languages) {
      const post = render('morning', language);
      expect(post.figures.map(({ id }) => id)).toEqual(campaign.figures.map(({ id }) => id));
      expect(textOf(post).length + post.tags.join(' #').length + 3).toBeLessThan(4096);
    }
  });

  it.each([
    [
      'morning',
      'en',
      'Political prisoners in Belarus as of 26 March 2024: 198 women and 6 minors in custody, 532 women under partial house arrest; in custody in total: 1,593 political prisoners.',
    ],
    ['morning', 'en', 'As of 21 May 2023, more than 45,000 civilians had gone through prison'],
    [
      'morning',
      'en',
      '4,649 people had been persecuted for political reasons under the Criminal Code, 965 women and 7 minors among them; 16 people had been sent for compulsory psychiatric treatment.',
    ],
    ['morning', 'en', 'In 2021–2022, an estimated 143,600–171,900 Belarusian citizens emigrated.'],
    [
      'morning',
      'ru',
      'Политические заключённые в Беларуси на 26 марта 2024 года: 198 женщин и 6 несовершеннолетних под стражей, 532 женщины под частичным домашним арестом; всего под стражей: 1 593 политических заключённых.',
    ],
    [
      'morning',
      'ru',
      'На 21 мая 2023 года через тюрьмы после президентских выборов 2020 года прошло более 45 000 мирных жителей.',
    ],
    [
      'morning',
      'ru',
      'подверглось 4 649 человек, из них 965 женщин и 7 несовершеннолетних; на принудительное психиатрическое лечение направлено 16 человек.',
    ],
    ['morning', 'ru', 'В 2021–2022 годах из страны, по оценке, уехало 143 600–171 900 граждан Беларуси.'],
    [
      'ticker',
      'en',
      'as of 26 March 2024: 198 women and 6 minors in custody, 532 women under partial house arrest; in custody in total: 1,593 political prisoners.',
    ],
    [
      'ticker',
      'ru',
      'на 26 марта 2024 года: 198 женщин и 6 несовершеннолетних под стражей, 532 женщины под частичным домашним арестом; всего под стражей: 1 593 политических заключённых.',
    ],
    [
      'ticker',
      'be',
      'на 26 сакавіка 2024 года: 198 жанчын і 6 непаўналетніх пад вартай, 532 жанчыны пад частковым хатнім арыштам; усяго пад вартай: 1593 палітычныя зняволеныя.',
    ],
  ])('%s in %s: %s', (name, language, sentence) => {
    expect(textOf(render(name, language))).toContain(sentence);
  });

  it('agrees with whatever the figures become', () => {
    const figures = campaign.figures.map(figure => ({
      ...figure,
      value: { kind: 'exact', value: 21 } as const,
    }));
    expect(textOf(render('ticker', 'ru', figures))).toContain(
      '21 женщина и 21 несовершеннолетний под стражей',
    );
    expect(textOf(render('morning', 'ru', figures))).toContain('прошёл 21 мирный житель');
    expect(textOf(render('ticker', 'be', figures))).toContain('21 жанчына і 21 непаўналетні пад вартай');
  });

  it('is equal in its languages: the same paragraphs, links and figures', () => {
    const shape = (post: Post) =>
      post.body.map(block =>
        block.kind === 'tags'
          ? 'tags'
          : block.segments.flatMap(part => (part.kind === 'link' ? [part.url] : [])),
      );
    for (const { name } of campaign.posts) {
      const [en, ru] = [render(name, 'en'), render(name, 'ru')];
      expect(shape(ru)).toEqual(shape(en));
      expect(ru.figures).toEqual(en.figures);
    }
  });

  it('has figures that are years old: every post that states one has to wait, unless it is evergreen', () => {
    expect(campaign.figures.every(figure => isStale(figure, NOW))).toBe(true);
    const { figures } = render('ticker', 'en');
    expect(figuresToWaitFor({ evergreen: false, figures }, NOW)).toEqual(figures);
    expect(figuresToWaitFor({ evergreen: true, figures }, NOW)).toEqual([]);
    expect(figuresToWaitFor({ evergreen: false, figures }, new Date('2024-06-24T23:59:59Z'))).toEqual([]);
    expect(figuresToWaitFor({ evergreen: false, figures }, new Date('2024-06-25T00:00:00Z'))).toEqual(
      figures,
    );
  });
});
