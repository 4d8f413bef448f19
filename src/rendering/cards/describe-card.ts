import type { Campaign } from '../../domain/campaign.ts';
import type { Figure, FigureValue } from '../../domain/figure.ts';
import type { CardCell, CardDrawing, FigureCardSize } from '../../domain/figure-card.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Language } from '../../domain/language.ts';
import type { Speech } from '../speech.ts';
import { Spoken } from '../spoken.ts';
import { chartOf } from './chart-of.ts';

/** What a card is made of. */
export interface CardMaterial {
  readonly campaign: Pick<Campaign, 'id' | 'titles' | 'publisher'>;
  /** As they are frozen in the post, in the order of the card. */
  readonly figures: readonly Figure[];
  readonly size: FigureCardSize;
  readonly speech: Speech;
}

export interface DescribedCard {
  readonly drawing: CardDrawing;
  /** The same for those who cannot see it: every figure, date and source. */
  readonly alt: string;
}

/**
 * Says everything that a card shows, and its alt text, from the same figures. Pure.
 * @throws InputError where the campaign lacks something in the language.
 */
export function describeCard({ campaign, figures, size, speech }: CardMaterial): DescribedCard {
  const { language } = speech;
  const file = `${campaign.id}/campaign.yaml`;
  const title = holdDashes(campaign.titles[language] ?? missing('title', file, language));
  const publisher =
    campaign.publisher && holdDashes(campaign.publisher[language] ?? missing('publisher', file, language));
  const [only, ...others] = figures;
  const chart = only === undefined || others.length > 0 ? undefined : chartOf(only, speech);
  const said = figures.map(figure => sayFigure(figure, chart?.sources ?? [figure.source], speech));
  return {
    drawing: {
      size,
      title,
      ...(publisher === undefined ? {} : { publisher }),
      cells: said.map(({ cell }) => cell),
      ...(chart === undefined ? {} : { chart: chart.drawing }),
    },
    alt: [
      title,
      ...said.flatMap(({ sentence, cell }, index) =>
        // A source that the next figure has as well is named once, after the last of them.
        said[index + 1]?.cell.source === cell.source ? [sentence] : [sentence, cell.source],
      ),
      ...(chart === undefined ? [] : [chart.sentence]),
      ...(publisher === undefined ? [] : [publisher]),
    ]
      .map(sentence => (/[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`))
      .join(' '),
  };
}

interface SaidFigure {
  readonly cell: CardCell;
  /** `Women under partial house arrest: 532 women, as of 26 March 2024`. */
  readonly sentence: string;
}

function sayFigure(figure: Figure, sources: readonly Figure['source'][], speech: Speech): SaidFigure {
  const { id, titles, asOf, source, value } = figure;
  const { language } = speech;
  const absent = (what: string) => missing(`${what} of the figure "${id}"`, 'figures.yaml', language);
  const label = capitalized(holdDashes(titles[language] ?? absent('title')), language);
  const counted = speech.count(figure) ?? absent('noun');
  const number = bareNumber(value, speech);
  const [before = '', ...after] = counted.split(number);
  const names = sources.map(({ name }) => name[language] ?? absent('source name'));
  const name = { [language]: [...new Set(names)].join('; ') };
  return {
    cell: {
      label,
      before: before.trim(),
      number,
      after: after.join(number).trim(),
      dated: capitalized(speech.asOf(asOf), language),
      source: holdDashes(speech.source({ ...source, name }) ?? absent('source name')),
    },
    sentence: `${label}: ${counted}, ${speech.asOf(asOf)}`,
  };
}

/** Without the words of a bound. */
function bareNumber(value: FigureValue, speech: Speech): string {
  return speech.number(value.kind === 'range' ? value : { kind: 'exact', value: value.value });
}

function capitalized(text: string, language: Language): string {
  return new Spoken(text).capitalized(language).toString();
}

/** No line begins with a dash. */
function holdDashes(text: string): string {
  return text.replace(/ (?=[—–] )/g, '\u00a0');
}

function missing(what: string, where: string, language: Language): never {
  throw new InputError(
    `A figure card in "${language}" needs the ${what}: add "${language}" to it in ${where}.`,
  );
}
