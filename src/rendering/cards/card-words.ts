import type { Campaign } from '../../domain/campaign.ts';
import type { Figure, FigureValue } from '../../domain/figure.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Language } from '../../domain/language.ts';
import type { Speech } from '../speech.ts';
import { Spoken } from '../spoken.ts';
import { chartOf, type HistoryPoint } from './history.ts';

/** What a card is made of. */
export interface CardMaterial {
  readonly campaign: Pick<Campaign, 'id' | 'titles' | 'publisher'>;
  /** As they are frozen in the post, in the order of the card. */
  readonly figures: readonly Figure[];
  readonly speech: Speech;
}

/** Everything that a card says, in one language. */
export interface CardWords {
  readonly title: string;
  readonly publisher?: string;
  readonly cells: readonly CellWords[];
}

/** What a card says of one figure. */
export interface CellWords {
  /** `Women under partial house arrest`. */
  readonly label: string;
  /** The number in large, and what the language puts before and after it: `more than`, `45,000`, `civilians`. */
  readonly before: string;
  readonly number: string;
  readonly after: string;
  /** `as of 26 March 2024`. */
  readonly asOf: string;
  /** The same at the head of a line. */
  readonly dated: string;
  /** `Source: belaruswomen.org`. */
  readonly source: string;
}

/** @throws InputError where the campaign lacks something in the language. */
export function cardWords({ campaign, figures, speech }: CardMaterial): CardWords {
  const { language } = speech;
  const title = campaign.titles[language] ?? missing('title', `${campaign.id}/campaign.yaml`, language);
  const publisher =
    campaign.publisher &&
    (campaign.publisher[language] ?? missing('publisher', `${campaign.id}/campaign.yaml`, language));
  return {
    title: holdDashes(title),
    ...(publisher === undefined ? {} : { publisher: holdDashes(publisher) }),
    cells: figures.map(figure => cellWords(figure, chartOf(figures), speech)),
  };
}

function cellWords(figure: Figure, points: readonly HistoryPoint[] | undefined, speech: Speech): CellWords {
  const { id, titles, asOf, value } = figure;
  const { language } = speech;
  const absent = (what: string) => missing(`${what} of the figure "${id}"`, 'figures.yaml', language);
  const counted = speech.count(figure) ?? absent('noun');
  const number = bareNumber(value, speech);
  const [before = '', ...after] = counted.split(number);
  const source = sourcesOf(figure, points, speech) ?? absent('source name');
  return {
    label: capitalized(holdDashes(titles[language] ?? absent('title')), language),
    before: before.trim(),
    number,
    after: after.join(number).trim(),
    asOf: speech.asOf(asOf),
    dated: capitalized(speech.asOf(asOf), language),
    source: holdDashes(source),
  };
}

/** A chart has the sources of all its points. */
function sourcesOf(
  { source }: Figure,
  points: readonly HistoryPoint[] | undefined,
  speech: Speech,
): string | undefined {
  const { language } = speech;
  const readings = points?.map(({ reading }) => reading.source) ?? [];
  const names = [source, ...readings].map(({ name }) => name[language]);
  if (names.includes(undefined)) return undefined;
  return speech.source({ ...source, name: { [language]: [...new Set(names)].join('; ') } });
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
