import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { readHouseFile } from './config/house-file.ts';
import { HOUSE_SETTINGS } from './config/house-settings.ts';
import { type Environment, type NetworkSettings, readNetworks } from './config/read-networks.ts';
import { readIds, readLogLevel, readPort, readSecretKey, readUrl } from './config/read-values.ts';
import { InputErrors } from './domain/input-error.ts';
import type { NetworkDefinition } from './domain/network-definition.ts';
import type { NetworkName, Place } from './domain/place.ts';
import type { Budget } from './domain/spending.ts';
import type { LogLevel } from './shared/log.ts';

/** Validated settings. Secrets are in them; `secrets` lists them once more for the scrubber. */
export interface Settings {
  readonly dataDir: string;
  /** The folder with a folder per campaign. */
  readonly templatesDir: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string;
  readonly proxyUrl?: string;
  readonly logLevel: LogLevel;
  readonly secretKey?: string;
  /** Numeric Telegram ids of the owners. */
  readonly telegramAdmins: readonly number[];
  /** The networks whose credentials are given; none: the sandbox. */
  readonly networks: ReadonlyMap<NetworkName, NetworkSettings>;
  /** The places of `solidarity.yaml`, beyond one per network and language. */
  readonly extraPlaces: readonly Place[];
  /** What networks may cost, from `solidarity.yaml`. */
  readonly budgets: readonly Budget[];
  readonly secrets: readonly string[];
}

/** The environment, with what the `.env` file of a folder adds to it; the environment wins. */
export function readEnvironment(folder: string, environment: Environment): Environment {
  return { ...readEnvFile(resolve(folder, '.env')), ...environment };
}

function readEnvFile(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new InputErrors([`.env cannot be read (${path}): check that it is a file which the bot may read.`]);
  }
}

/** Validates everything at once: fails with one sentence per fault, naming the variable and never its value. */
export function readSettings(
  folder: string,
  environment: Environment,
  definitions: readonly NetworkDefinition[],
): Settings {
  const faults: string[] = [];
  const given = (name: string) => environment[name]?.trim() || undefined;
  const house = (name: string) =>
    given(name) ?? HOUSE_SETTINGS.find(setting => setting.name === name)?.default ?? '';

  const databaseUrl = readUrl(given('DATABASE_URL'), 'DATABASE_URL', ['postgres:', 'postgresql:'], faults);
  const redisUrl = readUrl(given('REDIS_URL'), 'REDIS_URL', ['redis:', 'rediss:'], faults);
  const publicUrl = readUrl(given('PUBLIC_URL'), 'PUBLIC_URL', ['http:', 'https:'], faults);
  const proxyUrl = readUrl(
    given('PROXY_URL'),
    'PROXY_URL',
    ['http:', 'https:', 'socks5:', 'socks5h:'],
    faults,
  );
  const secretKey = readSecretKey(given('SECRET_KEY'), faults);
  const file = readHouseFile(folder, definitions, faults);
  const settings = {
    dataDir: resolve(folder, house('DATA_DIR')),
    templatesDir: resolve(folder, house('TEMPLATES_DIR')),
    host: house('HOST'),
    port: readPort(house('PORT'), faults),
    logLevel: readLogLevel(house('LOG_LEVEL'), faults),
    telegramAdmins: readIds(given('TELEGRAM_ADMINS'), faults),
    networks: readNetworks(environment, definitions, faults),
    extraPlaces: file.places,
    budgets: file.budgets,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(redisUrl === undefined ? {} : { redisUrl }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
    ...(secretKey === undefined ? {} : { secretKey }),
  };
  if (faults.length > 0) throw new InputErrors(faults);
  return { ...settings, secrets: listSecrets(given, definitions) };
}

type Given = (name: string) => string | undefined;

function listSecrets(given: Given, definitions: readonly NetworkDefinition[]): readonly string[] {
  const names = [...HOUSE_SETTINGS, ...definitions.flatMap(definition => definition.settings)]
    .filter(setting => setting.secret)
    .map(setting => setting.name);
  return names.flatMap(name => {
    const value = given(name);
    return value === undefined ? [] : [value, ...passwordOf(value)];
  });
}

/** The password inside an address: libraries print it without the rest. */
function passwordOf(value: string): readonly string[] {
  if (!URL.canParse(value)) return [];
  const { password } = new URL(value);
  return password === '' ? [] : [password, decodeURIComponent(password)];
}
