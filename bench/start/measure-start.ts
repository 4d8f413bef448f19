import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStage } from '../../src/sandbox/open-stage.ts';
import { botEnvironment, FOLDER, startArguments, startFlags } from '../bot.ts';
import { type Child, type Memory, readMemory, startChild } from '../child.ts';
import { median, ratio } from '../figures.ts';
import type { Section, SectionContext } from '../section.ts';
import { createDataFolder } from './data-folder.ts';

const RUNS = 5;
const FIRST_POST = /^\d\d:\d\d:\d\d {2}(part )?published /;

/** From spawning what `npm start` runs to the first post that a network took; memory while the campaign is played. */
export const measureStart: Section = async context => {
  using data = createDataFolder();
  const env = botEnvironment({ DATA_DIR: data.path });
  context.say('a first run, which makes the database');
  const first = await rehearse(env, context);
  data.keep();
  const starts: number[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    data.restore();
    starts.push(await untilFirstPost(env, context));
    context.say(`start ${run} of ${RUNS}: first post after ${Math.round(starts.at(-1) ?? 0)} ms`);
  }
  data.restore();
  context.say('a whole rehearsal, for its memory');
  const again = await rehearse(env, context);
  const bare = await measureBare(context);
  const firstPostMs = Math.round(median(starts));
  return {
    firstPostMs,
    firstPostRunsMs: starts.map(Math.round),
    bareFirstPostMs: bare.firstPostMs,
    firstPostRatio: ratio(firstPostMs, bare.firstPostMs),
    memory: { ...again, onFirstRun: first },
    bareMemory: bare.memory,
    memoryRatio: ratio(again.peakMb, bare.memory.peakMb),
    targets: {
      firstPostUnder3s: firstPostMs < 3000,
      memoryUnder200Mb: Math.max(again.peakMb, first.peakMb) < 200,
    },
  };
};

async function untilFirstPost(env: Record<string, string>, { signal }: SectionContext): Promise<number> {
  await using bot = startChild({ args: startArguments(), cwd: FOLDER, env, signal });
  const { at } = await bot.line(FIRST_POST);
  return at - bot.spawnedAt;
}

/** The whole rehearsal to its end. */
async function rehearse(env: Record<string, string>, { signal }: SectionContext): Promise<Memory> {
  await using bot = startChild({ args: [...startArguments(), '--once'], cwd: FOLDER, env, signal });
  const memory = await watchMemory(bot);
  const code = await bot.ended;
  if (code !== 0) throw new Error(`the rehearsal ended with ${code}`);
  return memory;
}

const LOOK_MS = 100;

async function watchMemory(child: Child): Promise<Memory> {
  let last: Memory = { residentMb: 0, peakMb: 0 };
  let running = true;
  void child.ended.then(() => {
    running = false;
  });
  while (running) {
    const seen = readMemory(child.process.pid);
    if (seen !== undefined) last = seen;
    await sleep(LOOK_MS);
  }
  return last;
}

async function measureBare(context: SectionContext): Promise<{ firstPostMs: number; memory: Memory }> {
  using data = createDataFolder();
  const runs: { ms: number; memory: Memory }[] = [];
  for (let run = 1; run <= RUNS; run += 1) {
    await using stage = await openStage({
      folder: join(data.path, 'sandbox'),
      fresh: true,
      now: () => new Date(),
    });
    runs.push(await runBare(stage.environment, context));
    context.say(`bare calls ${run} of ${RUNS}: first post after ${Math.round(runs.at(-1)?.ms ?? 0)} ms`);
  }
  const byPeak = runs.map(({ memory }) => memory).toSorted((one, other) => one.peakMb - other.peakMb);
  const memory = byPeak[Math.floor(RUNS / 2)] ?? { residentMb: 0, peakMb: 0 };
  return { firstPostMs: Math.round(median(runs.map(({ ms }) => ms))), memory };
}

async function runBare(
  stage: Readonly<Record<string, string>>,
  { signal }: SectionContext,
): Promise<{ ms: number; memory: Memory }> {
  const args = [...startFlags(), join(import.meta.dirname, 'bare-calls.ts')];
  await using child = startChild({ args, cwd: FOLDER, env: botEnvironment(stage), signal });
  const { at } = await child.line(/^first accepted/);
  await child.line(/^all accepted/);
  const memory = readMemory(child.process.pid) ?? { residentMb: 0, peakMb: 0 };
  return { ms: at - child.spawnedAt, memory };
}
