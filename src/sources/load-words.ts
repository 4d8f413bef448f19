import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InputError } from '../domain/input-error.ts';
import type { Words } from '../domain/words.ts';
import { FaultCollector } from './collect-faults.ts';
import { listFiles, readText } from './folder.ts';
import { readYaml, validate } from './read-yaml.ts';
import { expecting, group, isLanguage, line, oneOf } from './schema-parts.ts';

/**
 * The phrases of each language that has a `locales/<language>/words.json`.
 * @throws InputErrors with a sentence per fault.
 */
export async function loadWords(localesDir: string): Promise<readonly Words[]> {
  const entries = await readdir(localesDir, { withFileTypes: true }).catch(() => {
    throw new InputError(`The folder ${localesDir} cannot be read: put a folder per language there.`);
  });
  const faults = new FaultCollector();
  const words: Words[] = [];
  for (const { name } of entries.filter(entry => entry.isDirectory() && isLanguage(entry.name))) {
    const folder = { label: name, path: join(localesDir, name) };
    if (!(await listFiles(folder)).includes('words.json')) continue;
    const found = await faults.attempt(async () => {
      const text = await readText(folder, 'words.json');
      // JSON is YAML, and this way its faults know their lines.
      return validate(readYaml(`${name}/words.json`, text), wordsSchema());
    });
    if (found !== undefined) words.push({ language: name, ...found });
  }
  faults.throwIfAny();
  return words;
}

function wordsSchema() {
  const point = { day: phrase('{{year}}'), month: phrase('{{year}}'), year: phrase('{{year}}') };
  const period = { days: phrase('{{to.year}}'), months: phrase('{{to.year}}'), years: phrase('{{to.year}}') };
  return group({
    count: phrase('{{number}}', '{{noun}}'),
    bound: group({ 'more-than': boundPhrase(), 'less-than': boundPhrase() }),
    date: dates({ ...point, ...period }),
    asOf: dates({ ...point, ...period }),
    since: dates({ ...point, ...period }),
    correction: group({ reads: phrase(), takenBack: phrase() }),
    change: group({ changed: phrase('{{difference}}', '{{since}}'), unchanged: phrase('{{since}}') }),
    source: phrase('{{name}}'),
  });
}

/** A phrase may have another shape for one day of the month: `day_2` beside `day` («со 2 мая»). */
function dates<S extends z.core.$ZodLooseShape>(shape: S) {
  return z
    .object(shape, { error: expecting(`a group of keys (${Object.keys(shape).join(', ')})`) })
    .catchall(phrase('{{'));
}

function boundPhrase() {
  const category = oneOf(['zero', 'one', 'two', 'few', 'many', 'other']);
  return group({
    phrase: phrase('{{number}}'),
    forms: z.partialRecord(category, category, { error: expecting('plural forms') }).exactOptional(),
  });
}

function phrase(...gaps: readonly string[]) {
  const what = `a phrase with ${gaps.join(' and ')}`;
  return line(what).refine(text => gaps.every(gap => text.includes(gap)), { error: expecting(what) });
}
