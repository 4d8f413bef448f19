import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../app.ts';
import type { Settings } from '../config.ts';
import type { Clock } from '../shared/clock.ts';

/** The bot on four local networks and a database that go away with it, by a clock of its own; it is never started. */
export async function openFastRehearsal(settings: Settings, clock: Clock): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'solidarity-rehearsal-'));
  opened.defer(() => rm(dataDir, { recursive: true, force: true }));
  const { databaseUrl: _database, redisUrl: _redis, proxyUrl: _proxy, ...own } = settings;
  const alone = { ...own, dataDir, networks: new Map(), extraPlaces: [] };
  const app = opened.use(await openApp(alone, { only: 'worker', clock }));
  const rest = opened.move();
  const close = () => rest.disposeAsync();
  return { ...app, close, [Symbol.asyncDispose]: close };
}
