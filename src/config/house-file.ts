import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { InputErrors } from '../domain/input-error.ts';
import type { NetworkDefinition } from '../domain/network-definition.ts';
import type { Place } from '../domain/place.ts';
import type { Budget } from '../domain/spending.ts';
import { budgetsSchema, readBudgets } from './read-budgets.ts';
import { placesSchema, readPlaces } from './read-places.ts';

/** The optional file beside `.env`. */
export const HOUSE_FILE = 'solidarity.yaml';

export interface HouseFile {
  /** Beyond one per network and language. */
  readonly places: readonly Place[];
  readonly budgets: readonly Budget[];
}

const NOTHING: HouseFile = { places: [], budgets: [] };

const fileSchema = z.strictObject({ places: placesSchema.default([]), budgets: budgetsSchema.default({}) });

/** Reads `solidarity.yaml`, if there is one; adds a sentence per fault, with the line. */
export function readHouseFile(
  folder: string,
  definitions: readonly NetworkDefinition[],
  faults: string[],
): HouseFile {
  const text = readText(resolve(folder, HOUSE_FILE));
  if (text === undefined) return NOTHING;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line } = lines.linePos(broken.pos[0]);
    faults.push(`${HOUSE_FILE}:${line} is not YAML: ${broken.message.split('\n')[0]}`);
    return NOTHING;
  }
  const parsed = fileSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      faults.push(describe(issue, lineOf(document, lines, issue.path)));
    }
    return NOTHING;
  }
  const networks = definitions.map(({ name }) => name);
  return {
    places: readPlaces(parsed.data.places, networks, faults),
    budgets: readBudgets(parsed.data.budgets, networks, faults),
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InputErrors([`${HOUSE_FILE} cannot be read: check that it is a file which the bot may read.`]);
  }
}

function lineOf(
  document: ReturnType<typeof parseDocument>,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isMap(node) || isSeq(node) || (typeof node === 'object' && node !== null && 'range' in node)) {
      const { range } = node as { range?: readonly number[] | null };
      return lines.linePos(range?.[0] ?? 0).line;
    }
  }
  return 1;
}

const SHAPES: Readonly<Record<string, string>> = {
  places: 'a place has id, network, language and, where it is a channel, address',
  budgets: 'a budget is written as x: { amount: 20, currency: USD, per: month }',
};

function describe(issue: z.core.$ZodIssue, line: number): string {
  const where = issue.path.join('.') || 'the file';
  const shape = SHAPES[String(issue.path[0])] ?? 'it has places and budgets';
  return `${HOUSE_FILE}:${line}: ${where}: ${issue.message}; ${shape}.`;
}
