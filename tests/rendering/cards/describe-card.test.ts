import { beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../../../src/domain/input-error.ts';
import { describeCard } from '../../../src/rendering/cards/describe-card.ts';
import { createSpeech } from '../../../src/rendering/speech.ts';
import { loadWords } from '../../../src/sources/load-words.ts';
import { LANGUAGES } from '../sample.ts';
import { type CardStage, openCardStage, SIZES, withHistory } from './card-stage.ts';

let stage: CardStage;
beforeAll(async () => {
  stage = await openCardStage();
});

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the alt text', () => {
  test.each([
    [
      'en',
      "Day of Solidarity with Political Prisoners in Belarus. Women political prisoners in custody: 198 women, as of 26 March 2024. Women under partial house arrest: 532 women, as of 26 March 2024. Source: belaruswomen.org. Belarusian Women's Foundation.",
    ],
    [
      'ru',
      'День солидарности с политическими заключёнными Беларуси. Женщины — политические заключённые под стражей: 198 женщин, на 26 марта 2024 года. Женщины под частичным домашним арестом: 532 женщины, на 26 марта 2024 года. Источник: belaruswomen.org. Белорусский женский фонд.',
    ],
    [
      'be',
      'Дзень салідарнасці з палітычнымі зняволенымі Беларусі. Жанчыны — палітычныя зняволеныя пад вартай: 198 жанчын, на 26 сакавіка 2024 года. Жанчыны пад частковым хатнім арыштам: 532 жанчыны, на 26 сакавіка 2024 года. Крыніца: belaruswomen.org. Беларускі жаночы фонд.',
    ],
  ])('in %s has every figure, its noun, date and source', (language, alt) => {
    const figures = ['women_in_custody', 'women_house_arrest'].map(stage.figure);
    expect(plain(stage.describe(figures, language).alt)).toBe(alt);
  });

  test('names each source after its figures', () => {
    const figures = ['criminal_cases', 'compulsory_psychiatry', 'emigrated'].map(stage.figure);
    expect(plain(stage.describe(figures, 'en').alt)).toContain(
      '4,649 people, as of 21 May 2023. People sent for compulsory psychiatric treatment: 16 people, as of 21 May 2023. Source: Dissidentby. Belarusian citizens who emigrated (estimate): 143,600–171,900 Belarusian citizens, in 2021–2022. Source: beroc.org',
    );
  });

  test('of a chart has the points and their sources, or of many the telling ones', () => {
    const figure = stage.figure('women_in_custody');
    const [newest, oldest] = withHistory(figure, [
      ['2023-05-21', 206],
      ['2022-05-21', 151],
    ]).earlier;
    if (newest === undefined || oldest === undefined) throw new Error('no history');
    const earlier = [newest, { ...oldest, source: stage.figure('criminal_cases').source }];
    const { alt } = stage.describe([{ ...figure, earlier }], 'en');
    expect(alt).toContain('Source: belaruswomen.org; Dissidentby.');
    expect(alt).toContain('21 May 2022: 151; 21 May 2023: 206; 26 March 2024: 198.');
    const many = Array.from(
      { length: 12 },
      (_, index) => [`${2023 - index}`, 300 + ((index * 5) % 12)] as const,
    );
    expect(stage.describe([withHistory(figure, many)], 'en').alt).toContain(
      '. 2012: 307; 2016: 311; 26 March 2024: 198. ',
    );
  });

  test('fits the strictest network, four figures with the longest words included', () => {
    for (const language of LANGUAGES) {
      const longest = stage.campaign.figures
        .toSorted(
          (a, b) => stage.describe([b], language).alt.length - stage.describe([a], language).alt.length,
        )
        .slice(0, 4);
      expect(stage.describe(longest, language).alt.length).toBeLessThanOrEqual(1000);
    }
  });
});

describe('the drawing', () => {
  test('parts a bound, its number and its noun', () => {
    const parts = (language: string) => {
      const [cell] = stage.describe([stage.figure('detained_since_2020')], language).drawing.cells;
      return [cell?.before, cell?.number, cell?.after].map(part => plain(part ?? ''));
    };
    expect(parts('en')).toEqual(['more than', '45,000', 'civilians']);
    expect(parts('ru')).toEqual(['более', '45 000', 'мирных жителей']);
    expect(parts('be')).toEqual(['больш як', '45 000', 'мірных жыхароў']);
  });

  test('has a chart for one figure with three points of its kind, and for nothing else', () => {
    const figure = stage.figure('women_in_custody');
    const history = withHistory(figure, [
      ['2023-05-21', 206],
      ['2022-05-21', 151],
    ]);
    const [first, second] = history.earlier;
    if (first === undefined || second === undefined) throw new Error('no history');
    const bound = { ...second, value: { kind: 'more-than', value: 151 } as const };
    const chartOf = (...figures: Parameters<CardStage['describe']>[0]) =>
      stage.describe(figures, 'en').drawing.chart;
    expect(chartOf(history)?.points.map(({ value }) => value)).toEqual([151, 206, 198]);
    expect(chartOf({ ...history, earlier: [first] })).toBeUndefined();
    expect(chartOf({ ...history, earlier: [first, bound] })).toBeUndefined();
    expect(chartOf(history, stage.figure('emigrated'))).toBeUndefined();
  });

  test('is the same for the same figures, and survives JSON', () => {
    for (const size of SIZES) {
      const { drawing } = stage.describe([stage.figure('emigrated')], 'be', size);
      expect(stage.describe([stage.figure('emigrated')], 'be', size).drawing).toEqual(drawing);
      expect(JSON.parse(JSON.stringify(drawing))).toEqual(drawing);
    }
  });

  test('lacks nothing silently: a language without a title, a publisher or words for a figure is refused', async () => {
    const words = (await loadWords('locales')).find(({ language }) => language === 'en');
    if (words === undefined) throw new Error('no words');
    const speech = createSpeech({ ...words, language: 'pl' });
    const { campaign } = stage;
    const figures = [stage.figure('emigrated')];
    const said = (change: Partial<typeof campaign>) => () =>
      describeCard({ campaign: { ...campaign, ...change }, figures, size: 'wide', speech });
    expect(said({})).toThrow(InputError);
    expect(said({})).toThrow(
      'A figure card in "pl" needs the title: add "pl" to it in may-21/campaign.yaml.',
    );
    const titles = { pl: 'Dzień solidarności' };
    expect(said({ titles })).toThrow('needs the publisher');
    expect(said({ titles, publisher: { pl: 'Fundacja' } })).toThrow(
      'needs the title of the figure "emigrated"',
    );
  });
});
