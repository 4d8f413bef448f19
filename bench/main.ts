import { Command, InvalidArgumentError } from 'commander';
import { measureCards } from './cards/measure-cards.ts';
import { measureCompose } from './compose/measure-compose.ts';
import { measureCrowd } from './crowd/measure-crowd.ts';
import { measureLimits } from './limits/measure-limits.ts';
import { measurePlan } from './plan/measure-plan.ts';
import type { Section } from './section.ts';
import { measureStart } from './start/measure-start.ts';

const SECTIONS: Readonly<Record<string, Section>> = {
  start: measureStart,
  compose: measureCompose,
  cards: measureCards,
  limits: measureLimits,
  crowd: measureCrowd,
  plan: measurePlan,
};

/** A section that takes longer than this is broken, and says so in its place in the document. */
const LONGEST_MS = 15 * 60_000;

const names = Object.keys(SECTIONS).join(', ');
const { only } = new Command('bench')
  .description('Measures the bot against bare calls of the same libraries; prints one JSON document.')
  .option('--only <section>', `one of ${names}; several with commas between them`, readSections)
  .parse()
  .opts<{ only?: readonly string[] }>();

const chosen = only ?? Object.keys(SECTIONS);
const report: Record<string, unknown> = { at: new Date().toISOString(), node: process.version };
for (const name of chosen) report[name] = await measure(name);
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`, () => process.exit(failed(report) ? 1 : 0));

async function measure(name: string): Promise<unknown> {
  const section = SECTIONS[name];
  if (section === undefined) throw new Error(`no section is called ${name}`);
  const say = (text: string) => void process.stderr.write(`${name}: ${text}\n`);
  const signal = AbortSignal.timeout(LONGEST_MS);
  try {
    return await section({ say, signal });
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

function failed(document: Readonly<Record<string, unknown>>): boolean {
  return chosen.some(name => typeof document[name] === 'object' && 'failed' in (document[name] ?? {}));
}

function readSections(list: string): readonly string[] {
  const sections = list.split(',').map(name => name.trim());
  const unknown = sections.find(name => !(name in SECTIONS));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`There is no section "${unknown}": use one of ${names}.`);
  }
  return sections;
}
