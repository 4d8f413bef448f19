import { randomInt } from 'node:crypto';
import { inspect, parseArgs } from 'node:util';
import { InputError } from '../../src/domain/input-error.ts';
import { type CrashSettings, runCrashTest } from './run-crash-test.ts';

const say = (words: string) => void process.stderr.write(`${words}\n`);

function readArguments(args: readonly string[]): CrashSettings {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string' },
      queue: { type: 'string' },
      seed: { type: 'string' },
      signals: { type: 'string' },
    },
  });
  const kills = Number(values.kills ?? 200);
  const seed = Number(values.seed ?? randomInt(1_000_000));
  const queue = values.queue ?? 'postgres';
  if (!Number.isInteger(kills) || kills < 1) throw new InputError('--kills is a whole number, such as 200.');
  if (!Number.isInteger(seed)) throw new InputError('--seed is a whole number.');
  if (queue !== 'postgres' && queue !== 'redis') throw new InputError('--queue is postgres or redis.');
  const signals = values.signals ?? 'kill';
  if (signals !== 'kill' && signals !== 'term' && signals !== 'both') {
    throw new InputError('--signals is kill (SIGKILL), term (SIGTERM) or both.');
  }
  return { kills, seed, queue, signals, say, ...interrupted() };
}

/** Asked once it kills no more and judges what there is; asked again it ends at once. */
function interrupted(): Pick<CrashSettings, 'enough' | 'signal'> {
  const enough = new AbortController();
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (enough.signal.aborted) abort.abort(new InputError(`Ended early (${name}).`));
      enough.abort();
    });
  }
  return { enough: enough.signal, signal: abort.signal };
}

function isUnknownOption(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** Exit codes: 0 all is there once, 1 something is wrong, 2 input that cannot be used. */
async function main(): Promise<number> {
  try {
    const report = await runCrashTest(readArguments(process.argv.slice(2)));
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return report.ok ? 0 : 1;
  } catch (error) {
    const isInput = error instanceof InputError || isUnknownOption(error);
    say(isInput ? error.message : inspect(error, { depth: 4 }));
    return isInput ? 2 : 1;
  }
}

process.exit(await main());
