import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { InputErrors } from './domain/input-error.ts';
import type { NetworkDefinition, NetworkSetting } from './domain/network-definition.ts';
import type { NetworkName } from './domain/place.ts';
import { LOG_LEVELS, type LogLevel } from './shared/log.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type NetworkSettings = Readonly<Record<string, string>>;

/** Validated settings. Secrets are in them; `secrets` lists them once more for the scrubber. */
export interface Settings {
  readonly dataDir: string;
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
  readonly secrets: readonly string[];
}

/** One environment variable of the house itself. The networks bring their own (`NetworkDefinition.settings`). */
export const HOUSE_SETTINGS: readonly Omit<NetworkSetting, 'role'>[] = [
  {
    name: 'DATA_DIR',
    secret: false,
    default: 'data',
    description: 'Folder for the embedded database and the rehearsal.',
  },
  {
    name: 'DATABASE_URL',
    secret: true,
    format: 'url',
    description: 'PostgreSQL server in place of the embedded one: postgres://user:password@host/database.',
  },
  {
    name: 'REDIS_URL',
    secret: true,
    format: 'url',
    description: 'Redis or Valkey for the queue, in place of PostgreSQL: redis://host:6379.',
  },
  {
    name: 'HOST',
    secret: false,
    default: '127.0.0.1',
    description: 'Address on which the page and /health are served.',
  },
  {
    name: 'PORT',
    secret: false,
    default: '3000',
    description: 'Port on which the page and /health are served.',
  },
  {
    name: 'PUBLIC_URL',
    secret: false,
    format: 'url',
    description: 'Where HOST and PORT can be reached from outside, for a webhook.',
  },
  {
    name: 'PROXY_URL',
    secret: true,
    format: 'url',
    description: 'Proxy (http, https, socks5) for every call to a network.',
  },
  {
    name: 'LOG_LEVEL',
    secret: false,
    default: 'info',
    description: 'debug, info, warn, error or silent; the log goes to standard error.',
  },
  {
    name: 'SECRET_KEY',
    secret: true,
    description: 'Key with which sessions are encrypted in the database; at least 16 characters.',
  },
  {
    name: 'TELEGRAM_ADMINS',
    secret: false,
    format: 'id-list',
    description: 'Numeric Telegram ids of the admins, with commas between them.',
  },
];

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
export function readSettings(environment: Environment, definitions: readonly NetworkDefinition[]): Settings {
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
  const secretKey = readSecretKey(given, faults);
  const settings = {
    dataDir: resolve(house('DATA_DIR')),
    host: house('HOST'),
    port: readPort(house('PORT'), faults),
    logLevel: readLogLevel(house('LOG_LEVEL'), faults),
    telegramAdmins: readIds(given('TELEGRAM_ADMINS'), faults),
    networks: readNetworks(environment, definitions, faults),
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

function readUrl(
  value: string | undefined,
  name: string,
  protocols: readonly string[],
  faults: string[],
): string | undefined {
  if (value === undefined) return undefined;
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
  const forms = protocols.map(protocol => `${protocol}//…`).join(' or ');
  faults.push(`${name} is not an address that can be used: write it as ${forms}.`);
  return undefined;
}

function readPort(value: string, faults: string[]): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    faults.push('PORT is not a port: give a number from 0 to 65535 (0: any free one).');
  return port;
}

function readLogLevel(value: string, faults: string[]): LogLevel {
  const level = LOG_LEVELS.find(known => known === value.toLowerCase());
  if (level === undefined) faults.push(`LOG_LEVEL is unknown: use one of ${LOG_LEVELS.join(', ')}.`);
  return level ?? 'info';
}

/** Short keys could be guessed by whoever gets hold of the database. */
const SHORTEST_KEY = 16;

function readSecretKey(given: Given, faults: string[]): string | undefined {
  const key = given('SECRET_KEY');
  if (key !== undefined && key.length < SHORTEST_KEY) {
    faults.push(
      `SECRET_KEY is too short: give at least ${SHORTEST_KEY} characters, for example from "openssl rand -hex 32".`,
    );
  }
  return key;
}

function readIds(value: string | undefined, faults: string[]): readonly number[] {
  const ids = (value ?? '').split(/[\s,;]+/).filter(id => id !== '');
  if (ids.some(id => !/^[1-9]\d{0,15}$/.test(id))) {
    faults.push(
      'TELEGRAM_ADMINS holds something that is no numeric Telegram id: give ids such as 123456789, with commas between them.',
    );
  }
  return ids.map(Number);
}

function readNetworks(
  environment: Environment,
  definitions: readonly NetworkDefinition[],
  faults: string[],
): ReadonlyMap<NetworkName, NetworkSettings> {
  const networks = new Map<NetworkName, NetworkSettings>();
  for (const definition of definitions) {
    const settings = readNetwork(environment, definition, faults);
    if (settings !== undefined) networks.set(definition.name, settings);
  }
  return networks;
}

/** Undefined where the network is off. */
function readNetwork(
  environment: Environment,
  definition: NetworkDefinition,
  faults: string[],
): NetworkSettings | undefined {
  const given = readGiven(environment, definition, faults);
  faults.push(...(definition.faults?.(given) ?? []));
  const credentials = definition.settings.filter(setting => setting.role === 'credential');
  const missing = credentials.filter(setting => given[setting.name] === undefined);
  if (missing.length === credentials.length) return undefined;
  for (const setting of missing) {
    faults.push(
      `${setting.name} is missing, but other settings of ${definition.title} are given: set it (${setting.description}) or remove them.`,
    );
  }
  return { ...defaultsOf(definition), ...given };
}

function readGiven(
  environment: Environment,
  definition: NetworkDefinition,
  faults: string[],
): NetworkSettings {
  const given: Record<string, string> = {};
  for (const setting of definition.settings) {
    for (const name of namesOf(setting, environment)) {
      const value = environment[name]?.trim() || undefined;
      const known = setting.format === 'url' ? readUrl(value, name, ['http:', 'https:'], faults) : value;
      if (known !== undefined) given[name] = known;
    }
  }
  return given;
}

/** A setting that may be given for each language stands under several names. */
function namesOf(setting: NetworkSetting, environment: Environment): readonly string[] {
  if (setting.perLanguage === undefined) return [setting.name];
  return [setting.name, ...Object.keys(environment).filter(name => name.startsWith(`${setting.name}_`))];
}

function defaultsOf(definition: NetworkDefinition): NetworkSettings {
  return Object.fromEntries(
    definition.settings.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
  );
}

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
