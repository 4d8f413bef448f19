import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Place } from '../../src/domain/place.ts';
import { createLedger } from '../../src/ledger/create-ledger.ts';
import { createLog } from '../../src/shared/log.ts';
import { createScrubber } from '../../src/shared/secrets.ts';
import { openStorage } from '../../src/storage/open-storage.ts';
import type { Storage } from '../../src/storage/storage.ts';
import { botEnvironment, FOLDER } from '../bot.ts';
import { planNotice } from '../crowd/plan-notice.ts';
import { median, ratio } from '../figures.ts';
import { CAMPAIGNS } from '../fleet.ts';
import type { Section, SectionContext } from '../section.ts';
import { createDataFolder } from '../start/data-folder.ts';

const RUNS = 5;
const FEW = 100;
const MANY = 10_000;
const DAY_MS = 24 * 3_600_000;
const PLACE: Place = { id: 'telegram-en', network: 'telegram', language: 'en' };

/** What `npm run -s solidarity -- plan` takes from its start to its end, by the clock on the wall. */
export const measurePlan: Section = async context => {
  const bareNodeMs = await wallMs([process.execPath, '-e', '0'], {}, context);
  const few = await measurePlanned(FEW, context);
  const many = await measurePlanned(MANY, context);
  return {
    bareNodeMs,
    few,
    many,
    targets: { manyUnderASecond: many.serverAtRestByNpmMs < 1000 },
  };
};

async function measurePlanned(planned: number, context: SectionContext) {
  using data = createDataFolder();
  const env = botEnvironment({ DATA_DIR: data.path, TEMPLATES_DIR: layTemplates(data.path), ...TELEGRAM });
  const command = [process.execPath, ...commandArguments(), 'plan'];
  const byNpm = ['npm', 'run', '-s', 'solidarity', '--', 'plan'];
  const bareQuery = join(import.meta.dirname, 'bare-query.ts');
  let besideARunningServerMs: number;
  let bareQueryMs: number;
  {
    await using storage = await openStorage({
      dataDir: data.path,
      log: createLog('error', createScrubber([])),
    });
    await fill(storage, planned);
    bareQueryMs = await wallMs(
      [process.execPath, bareQuery, JSON.stringify(storage.connection)],
      env,
      context,
    );
    besideARunningServerMs = await wallMs(command, env, context);
  }
  const serverAtRestMs = await wallMs(command, env, context);
  const serverAtRestByNpmMs = await wallMs(byNpm, env, context);
  const figures = {
    planned,
    serverAtRestByNpmMs,
    serverAtRestMs,
    besideARunningServerMs,
    bareQueryMs,
    queryRatio: ratio(besideARunningServerMs, bareQueryMs),
  };
  context.say(JSON.stringify(figures));
  return figures;
}

/** The campaign that the bot ships with, and beside it the one whose notices are planned. */
function layTemplates(dataDir: string): string {
  const folder = join(dirname(dataDir), 'templates');
  for (const templates of [join(FOLDER, 'templates'), CAMPAIGNS]) {
    cpSync(templates, folder, { recursive: true });
  }
  return folder;
}

/** Spread over the twelve months that the plan shows. */
async function fill(storage: Storage, planned: number): Promise<void> {
  const first = Date.now() + DAY_MS;
  const at = (index: number) => new Date(first + (index * 363 * DAY_MS) / planned);
  await createLedger(storage.kysely()).plan(
    Array.from({ length: planned }, (_, index) => planNotice(PLACE, `planned-${index}`, at(index))),
  );
}

/** Any well-formed ones: a plan asks no network. */
const TELEGRAM = { TELEGRAM_BOT_TOKEN: '1:bench', TELEGRAM_CHANNEL_EN: '@bench' };

/** What `npm run solidarity` runs, without the `node` in front. */
function commandArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as {
    scripts: { solidarity: string };
  };
  return scripts.solidarity.split(' ').slice(1);
}

/** The median of several; one more goes before, which fills the caches. */
async function wallMs(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  { signal }: SectionContext,
): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) runs.push(await runOnce(command, env, signal));
  return Math.round(median(runs.slice(1)));
}

async function runOnce(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<number> {
  const begun = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: FOLDER,
    env,
    signal,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}`);
  return performance.now() - begun;
}
