import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { InputErrors } from '../domain/input-error.ts';
import type { NetworkDefinition } from '../domain/network-definition.ts';
import type { Place } from '../domain/place.ts';

const FILE = 'solidarity.yaml';

const placeSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'is no name: use letters, digits, dots, dashes and underscores'),
  network: z.string(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'is no language: write en, ru or another BCP 47 tag'),
  address: z.string().min(1).optional(),
});

const fileSchema = z.strictObject({ places: z.array(placeSchema).default([]) });

/**
 * Reads the places beyond one per network and language from the optional `solidarity.yaml`:
 *
 *     places:
 *       - { id: telegram-ru-brest, network: telegram, language: ru, address: "@brest_channel" }
 */
export function readExtraPlaces(
  folder: string,
  definitions: readonly NetworkDefinition[],
  faults: string[],
): readonly Place[] {
  const text = readText(resolve(folder, FILE));
  if (text === undefined) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    faults.push(`${FILE}:${lines.linePos(broken.pos[0]).line} is not YAML: ${broken.message.split('\n')[0]}`);
    return [];
  }
  const parsed = fileSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    for (const issue of parsed.error.issues)
      faults.push(describe(issue, lineOf(document, lines, issue.path)));
    return [];
  }
  const places = parsed.data.places.map(({ address, ...place }) =>
    address === undefined ? place : { ...place, address },
  );
  faults.push(...findConflicts(places, definitions));
  return places;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new InputErrors([`${FILE} cannot be read: check that it is a file which the bot may read.`]);
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

function describe(issue: z.core.$ZodIssue, line: number): string {
  const where = issue.path.join('.') || 'the file';
  return `${FILE}:${line}: ${where}: ${issue.message}; a place has id, network, language and, where it is a channel, address.`;
}

function findConflicts(
  places: readonly Place[],
  definitions: readonly NetworkDefinition[],
): readonly string[] {
  const known = definitions.map(({ name }) => name);
  const strangers = places
    .filter(({ network }) => !known.includes(network))
    .map(
      ({ id, network }) =>
        `${FILE}: ${id} names the unknown network "${network}": use one of ${known.join(', ')}.`,
    );
  const twice = places
    .filter(({ id }, index) => places.findIndex(place => place.id === id) !== index)
    .map(({ id }) => `${FILE}: there are two places called ${id}: give each an id of its own.`);
  return [...strangers, ...twice];
}
