import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { HOUSE_SETTINGS } from '../src/config/house-settings.ts';
import { networks } from '../src/networks/registry.ts';

export const FOLDER = join(import.meta.dirname, '..');

/** What `npm start` runs, without the `node` in front. */
export function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.split(' ').slice(1);
}

/** The flags of `npm start`, for a bare script that is to run on the same terms. */
export function startFlags(): readonly string[] {
  return startArguments().filter(argument => argument.startsWith('--max'));
}

/** An environment in which the bot finds no setting but these: nothing of the caller's, nothing of a `.env` file. */
export function botEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR = '/tmp' } = process.env;
  const known = [...HOUSE_SETTINGS, ...networks.flatMap(network => network.settings)].map(({ name }) => name);
  const empty = Object.fromEntries([...known, ...namesInEnvFile()].map(name => [name, '']));
  return { PATH, HOME, TMPDIR, ...empty, PORT: '0', LOG_LEVEL: 'error', ...settings };
}

function namesInEnvFile(): readonly string[] {
  try {
    return Object.keys(parseEnv(readFileSync(join(FOLDER, '.env'), 'utf8')));
  } catch {
    return [];
  }
}
