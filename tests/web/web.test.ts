import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { InputError } from '../../src/domain/input-error.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { HealthCheck } from '../../src/web/health.ts';
import { openWeb } from '../../src/web/open-web.ts';

const basics = { host: '127.0.0.1', port: 0, checks: [], mounts: [], log: silentLog };
const well = (name: string, critical = true): HealthCheck => ({ name, critical, run: async () => {} });
const unwell = (name: string, critical = true): HealthCheck => ({
  name,
  critical,
  run: () => Promise.reject(new Error('password wrong for postgres://user:secret@host')),
});

async function healthWith(checks: readonly HealthCheck[]) {
  await using web = await openWeb({ ...basics, checks });
  const response = await fetch(`${web.url}/health`);
  return { status: response.status, body: await response.json() };
}

test('health is 200 while everything is well', async () => {
  expect(await healthWith([well('database'), well('queue'), well('telegram', false)])).toEqual({
    status: 200,
    body: { status: 'ok', checks: { database: 'ok', queue: 'ok', telegram: 'ok' } },
  });
});

test('a network that is out of reach impairs the bot, and does not end it', async () => {
  expect(await healthWith([well('database'), unwell('telegram', false)])).toEqual({
    status: 200,
    body: { status: 'impaired', checks: { database: 'ok', telegram: 'failing' } },
  });
});

test('without its database or its queue the bot is failing, and the answer tells nobody why', async () => {
  const health = await healthWith([unwell('database'), well('queue')]);
  expect(health).toEqual({
    status: 503,
    body: { status: 'failing', checks: { database: 'failing', queue: 'ok' } },
  });
});

test('pages that are handed in are mounted under their paths; everything else is not there', async () => {
  const app = new Hono().get('/', context => context.text('a page'));
  await using web = await openWeb({ ...basics, mounts: [{ path: '/pages', app }] });
  expect(await (await fetch(`${web.url}/pages`)).text()).toBe('a page');
  expect((await fetch(`${web.url}/else`)).status).toBe(404);
});

test('a page that breaks answers 500 and shows nothing of why', async () => {
  const app = new Hono().get('/', () => {
    throw new Error('with a secret');
  });
  await using web = await openWeb({ ...basics, mounts: [{ path: '/', app }] });
  const response = await fetch(web.url);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret');
});

test('a port in use, and an address that the machine has not, are named with their settings', async () => {
  await using web = await openWeb(basics);
  const port = Number(new URL(web.url).port);
  await expect(openWeb({ ...basics, port })).rejects.toThrow(
    new InputError(`Port ${port} is in use by another program: stop it, or set PORT to a free one.`),
  );
  await expect(openWeb({ ...basics, host: '203.0.113.7' })).rejects.toThrow(
    /^This machine has no address 203\.0\.113\.7: set HOST/,
  );
});

test('closing ends streams that would go on for ever', async () => {
  const app = new Hono().get('/', context =>
    context.body(new ReadableStream({ start: stream => stream.enqueue(new Uint8Array(1)) })),
  );
  const web = await openWeb({ ...basics, mounts: [{ path: '/', app }] });
  const response = await fetch(web.url);
  await web.close();
  await expect(response.text()).rejects.toThrow();
});
