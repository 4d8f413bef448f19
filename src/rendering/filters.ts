import type { Figure, FigureReading } from '../domain/figure.ts';
import type { Speech } from './speech.ts';
import { Spoken } from './spoken.ts';
import { TextFault } from './text-fault.ts';
import { DayReference, FigureReference } from './vocabulary.ts';

export type Filter = (value: unknown, ...args: readonly unknown[]) => unknown;

/**
 * The filters that make figures speak. `stated` is told of every figure whose value is said.
 * Documented with examples in `docs/writing-a-campaign.md`.
 */
export function figureFilters(
  speech: Speech,
  stated: (figure: Figure) => void,
): Readonly<Record<string, Filter>> {
  const { language } = speech;
  const value = (figure: Figure, text: string): Spoken => {
    stated(figure);
    return new Spoken(text, { states: figure.id });
  };
  return {
    number: named => {
      const figure = figureOf(named, 'number');
      return value(figure, speech.number(figure.value));
    },
    count: named => {
      const figure = figureOf(named, 'count');
      return value(figure, speech.count(figure) ?? missing(figure, 'noun', language));
    },
    date: named => new Spoken(speech.date(asOfOf(named, 'date'))),
    as_of: named => new Spoken(speech.asOf(asOfOf(named, 'as_of'))),
    since: named => new Spoken(speech.since(asOfOf(named, 'since'))),
    source: named => {
      const { source, id } = figureOf(named, 'source');
      return new Spoken(source.name[language] ?? missing({ id }, 'source name', language), {
        url: source.url,
      });
    },
    apart: (named, other) => apart(speech, figureOf(named, 'apart'), figureOf(other, 'apart')),
    change: (named, date) => {
      const figure = figureOf(named, 'change');
      return value(figure, sayChange(speech, figure, date));
    },
    agree: (named, ...forms) => new Spoken(agreeing(speech, figureOf(named, 'agree'), forms)),
    capitalize: said => capitalized(said, language),
  };
}

function figureOf(named: unknown, filter: string): Figure {
  if (named instanceof FigureReference) return FigureReference.figureOf(named);
  throw new TextFault(`the filter "${filter}" works on a figure: write {{ figures.<id> | ${filter} }}`);
}

function asOfOf(named: unknown, filter: string): string {
  if (named instanceof DayReference) return DayReference.asOf(named);
  return figureOf(named, filter).asOf;
}

function missing({ id }: Pick<Figure, 'id'>, what: string, language: string): never {
  throw new TextFault(`the figure "${id}" has no ${what} in "${language}": add it to figures.yaml`);
}

function sayChange(speech: Speech, figure: Figure, date: unknown): string {
  const said = speech.change(figure, readingBefore(figure, date));
  if (said !== undefined) return said;
  throw new TextFault(
    `the change of the figure "${figure.id}" is not known, since one of its values is a range or a bound of another kind: leave "change" out`,
  );
}

function readingBefore({ id, earlier }: Figure, date: unknown): FigureReading {
  const found = date === undefined ? earlier[0] : earlier.find(({ asOf }) => asOf === date);
  if (found !== undefined) return found;
  const known = earlier.map(({ asOf }) => asOf).join(', ') || 'none';
  const which = date === undefined ? 'no earlier value' : `no value of ${String(date)}`;
  throw new TextFault(
    `the figure "${id}" has ${which} (known: ${known}): add it under "earlier" in figures.yaml`,
  );
}

/** Beside a figure whose date and source stand in the text: what of them is another here, in brackets; mostly nothing. */
function apart({ language, asOf }: Speech, { id, source, ...figure }: Figure, other: Figure): Spoken {
  const own = [
    ...(figure.asOf === other.asOf ? [] : [asOf(figure.asOf)]),
    ...(source.url === other.source.url
      ? []
      : [source.name[language] ?? missing({ id }, 'source name', language)]),
  ];
  return new Spoken(own.length === 0 ? '' : ` (${own.join(', ')})`);
}

/** Chooses the word that agrees with the figure: `agree: one: "is", other: "are"`. */
function agreeing({ language, agree }: Speech, { value }: Figure, forms: readonly unknown[]): string {
  const given = new Map(
    forms.filter(form => Array.isArray(form)).map(([category, word]) => [category, word]),
  );
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const absent = categories.filter(category => !given.has(category));
  if (absent.length > 0 || given.size > categories.length) {
    const example = categories.map(category => `${category}: "…"`).join(', ');
    throw new TextFault(`"agree" needs a word for each plural of "${language}": write agree: ${example}`);
  }
  return String(given.get(agree(value)));
}

function capitalized(said: unknown, language: string): Spoken {
  return (said instanceof Spoken ? said : new Spoken(String(said))).capitalized(language);
}
