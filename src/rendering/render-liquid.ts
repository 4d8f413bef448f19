import type { Liquid, Template } from 'liquidjs';
import type { TextFile } from '../domain/campaign.ts';
import { InputErrors } from '../domain/input-error.ts';
import { figureFilters } from './filters.ts';
import { holdsReserved, Insets } from './inset.ts';
import { createLiquid } from './liquid-engine.ts';
import { type LocatedFault, liquidFault } from './liquid-fault.ts';
import { Spoken } from './spoken.ts';
import { TextFault } from './text-fault.ts';
import { DayReference, FigureReference, TagsReference, type Vocabulary, variablesOf } from './vocabulary.ts';

/** A text after Liquid: Markdown with marks in it. */
export interface LiquidResult {
  readonly markdown: string;
  readonly insets: Insets;
  /** Ids of the figures whose value the text says. */
  readonly stated: ReadonlySet<string>;
}

/** Throws `InputErrors` with every fault that Liquid finds. */
export function renderLiquid(file: TextFile, vocabulary: Vocabulary): LiquidResult {
  const reserved = lineWith(file.source, holdsReserved);
  if (reserved !== undefined) {
    throw located(file, [
      { line: reserved, what: 'there is a private-use character (U+E000 or U+E001): remove it' },
    ]);
  }
  const insets = new Insets();
  const stated = new Set<string>();
  const filters = figureFilters(vocabulary.speech, ({ id }) => stated.add(id));
  const engine = createLiquid(filters, value => put(value, insets));
  const templates = attempt(file, engine, () => engine.parse(file.source, file.file));
  const unknown = unknownNames(engine, templates, vocabulary);
  if (unknown.length > 0) throw located(file, unknown);
  const markdown = attempt(file, engine, () => String(engine.renderSync(templates, variablesOf(vocabulary))));
  return { markdown, insets, stated };
}

/** Faults as the person sees them: file, line, what is wrong, what to do. */
export function located(file: TextFile, faults: readonly LocatedFault[]): InputErrors {
  return new InputErrors([...new Set(faults.map(({ line, what }) => `${file.file}:${line}: ${what}.`))]);
}

function attempt<T>(file: TextFile, engine: Liquid, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw located(file, [liquidFault(error, engine)]);
  }
}

function put(value: unknown, insets: Insets): string {
  if (value instanceof TagsReference) return insets.put({ kind: 'tags' });
  if (value instanceof Spoken) {
    const { url, states } = value;
    const text = oneLine(value.toString());
    return insets.put({ kind: 'text', text, ...(url && { url }), ...(states && { states }) });
  }
  if (isNoText(value)) {
    throw new TextFault('this is no text: name a figure, a link, "tags" or "today" with a filter');
  }
  return insets.put({ kind: 'text', text: oneLine(String(value)) });
}

/** A figure, the day or the hashtags say themselves what to do when they are taken for a text. */
function isNoText(value: unknown): boolean {
  if (value instanceof FigureReference || value instanceof DayReference) return false;
  return typeof value === 'object' || value === undefined;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

/** Names that nobody defined, wherever they stand, also in a branch that is not taken today. */
function unknownNames(engine: Liquid, templates: Template[], vocabulary: Vocabulary): LocatedFault[] {
  const known = {
    figures: vocabulary.figures.map(({ id }) => id),
    links: Object.keys(vocabulary.links),
  };
  const { globals } = engine.analyzeSync(templates, { partials: false });
  const faults = Object.values(globals)
    .flat()
    .map(variable => {
      const [root, member] = variable.segments;
      const what = unknownName(String(root), member === undefined ? undefined : String(member), known);
      return what === undefined ? [] : [{ line: variable.location.row, what }];
    });
  return faults.flat().sort((a, b) => a.line - b.line);
}

function unknownName(
  root: string,
  member: string | undefined,
  known: { readonly figures: readonly string[]; readonly links: readonly string[] },
): string | undefined {
  if (root === 'tags' || root === 'today') return undefined;
  if (root !== 'figures' && root !== 'links') {
    return `there is no "${root}": a text may speak of figures, links, tags and today`;
  }
  if (member === undefined || known[root].includes(member)) return undefined;
  const singular = root === 'figures' ? 'figure' : 'link';
  const where = root === 'figures' ? 'figures.yaml' : 'campaign.yaml';
  const names = known[root].join(', ') || 'none';
  return `there is no ${singular} "${member}" (known: ${names}): correct the name or define it in ${where}`;
}

function lineWith(text: string, test: (line: string) => boolean): number | undefined {
  const index = text.split('\n').findIndex(test);
  return index === -1 ? undefined : index + 1;
}
