import type { Figure, FigureReading, FigureSource, FigureValue } from '../domain/figure.ts';
import type { FigureFetch } from '../domain/figure-fetch.ts';
import { InputErrors } from '../domain/input-error.ts';
import type { Language } from '../domain/language.ts';
import { type FiguresContent, figuresSchema } from './figures-schema.ts';
import { readYaml, validate, type YamlFile } from './read-yaml.ts';
import { fault } from './schema-faults.ts';

type FigureContent = FiguresContent['figures'][string];

export interface LoadedFigures {
  readonly figures: readonly Figure[];
  readonly fetches: readonly FigureFetch[];
  readonly allowHosts: readonly string[];
}

/**
 * The figures of a `figures.yaml` and where they are fetched from: whole in each of `languages`; `spoken` are those in
 * which any post speaks.
 * @throws InputErrors with a sentence per fault.
 */
export function loadFigures(
  label: string,
  text: string,
  languages: readonly Language[],
  spoken: readonly Language[],
): LoadedFigures {
  const file = readYaml(label, text);
  const content = validate(file, figuresSchema(languages));
  const faults = Object.entries(content.figures).flatMap(([id, figure]) => [
    ...unknownSources(file, content, id),
    ...unfetchable(file, id, figure),
    ...disorderly(file, id, [figure.asOf, ...(figure.earlier ?? []).map(({ asOf }) => asOf)]),
  ]);
  if (faults.length > 0) throw new InputErrors(faults);
  const sources = new Map(
    Object.entries(content.sources).map(([id, source]) => [id, sourceOf(source, spoken)] as const),
  );
  const figures = Object.entries(content.figures).map(([id, figure]) => ({
    id,
    titles: figure.title,
    unit: figure.unit,
    nouns: figure.noun,
    ...readingOf(figure, figure.source, sources),
    maxAgeDays: figure.maxAge,
    ...(figure.maxChange && { maxChange: figure.maxChange }),
    earlier: (figure.earlier ?? []).map(reading =>
      readingOf(reading, reading.source ?? figure.source, sources),
    ),
  }));
  const fetches = Object.entries(content.figures).flatMap(([id, figure]) =>
    (figure.fetch ?? []).map(wanted => fetchOf(id, figure, wanted, sources)),
  );
  return { figures, fetches, allowHosts: content.allowHosts ?? [] };
}

/** A number that is read says what the figure's own value says: that very number, or a bound. */
function fetchOf(
  id: string,
  { source: usual, value: { kind } }: FigureContent,
  { source, value, date, url, everyMs }: NonNullable<FigureContent['fetch']>[number],
  sources: ReadonlyMap<string, FigureSource>,
): FigureFetch {
  return {
    figure: id,
    url,
    value,
    date,
    everyMs,
    source: knownSource(source ?? usual, sources),
    ...(kind === 'more-than' || kind === 'less-than' ? { bound: kind } : {}),
  };
}

function unfetchable(file: YamlFile, id: string, { fetch, value }: FigureContent): readonly string[] {
  if (fetch === undefined || value.kind !== 'range') return [];
  return [fault(file, ['figures', id, 'fetch'], 'gives one number where the value is a range: take it out')];
}

function readingOf(
  { value, asOf }: { readonly value: FigureValue; readonly asOf: string },
  sourceId: string,
  sources: ReadonlyMap<string, FigureSource>,
): FigureReading {
  return { value, asOf, source: knownSource(sourceId, sources) };
}

function knownSource(id: string, sources: ReadonlyMap<string, FigureSource>): FigureSource {
  const source = sources.get(id);
  if (source === undefined) throw new TypeError(`Source ${id} was not checked`);
  return source;
}

/** A name that is the same in all languages stands under each of them. */
function sourceOf(
  { name, url }: FiguresContent['sources'][string],
  languages: readonly Language[],
): FigureSource {
  const names = typeof name === 'string' ? Object.fromEntries(languages.map(code => [code, name])) : name;
  return { name: names, url };
}

function unknownSources(file: YamlFile, content: FiguresContent, id: string): readonly string[] {
  const figure = content.figures[id];
  const named = [
    { path: ['figures', id, 'source'], source: figure?.source },
    ...(figure?.earlier ?? []).map(({ source }, index) => ({
      path: ['figures', id, 'earlier', index, 'source'],
      source,
    })),
    ...(figure?.fetch ?? []).map(({ source }, index) => ({
      path: ['figures', id, 'fetch', index, 'source'],
      source,
    })),
  ];
  const known = Object.keys(content.sources);
  return named
    .filter(({ source }) => source !== undefined && !known.includes(source))
    .map(({ path, source }) =>
      fault(file, path, `is "${source}", which is no source: use one of ${known.join(', ')}`),
    );
}

/** The newest value stands first; ISO dates sort as text. */
function disorderly(file: YamlFile, id: string, dates: readonly string[]): readonly string[] {
  return dates.slice(1).flatMap((date, index) => {
    const newer = dates[index] ?? '';
    if (date < newer) return [];
    return [
      fault(file, ['figures', id, 'earlier', index, 'asOf'], `is not before ${newer}: put the newest first`),
    ];
  });
}
