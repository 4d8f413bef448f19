import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';
import { NO_REDIS, openRedis, type RedisProcess } from '../support/redis-process.ts';
import { GONE_MS } from './gone.ts';
import { createServerOutcomes } from './server-outcomes.ts';
import { startDesk } from './working-desk.ts';

interface RedisFault {
  readonly title: string;
  readonly persistent?: true;
  readonly happen: (redis: RedisProcess) => Promise<void>;
}

const FAULTS: readonly RedisFault[] = [
  {
    title: 'is emptied (FLUSHALL)',
    async happen({ url }) {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
  },
  {
    title: 'is started again, with what it held',
    persistent: true,
    async happen(redis) {
      await redis.stop();
      await redis.start();
    },
  },
  {
    title: 'is killed and started again, with nothing',
    async happen(redis) {
      await redis.kill();
      await redis.start();
    },
  },
  {
    title: 'is gone for a while',
    async happen(redis) {
      await redis.kill();
      await sleep(GONE_MS);
      await redis.start();
    },
  },
];

const probe = await openRedis();
await probe?.[Symbol.asyncDispose]();
if (probe === undefined) process.stderr.write(`Left out: ${NO_REDIS}\n`);

const outcomes = createServerOutcomes('redis');

/** Nothing is measured; a busy machine may take its time. */
const TIMEOUT_MS = 180_000;

// `.ci/run` installs it: there nothing may be left out.
describe.skipIf(probe === undefined && !process.env.CI)('when Redis', () => {
  it.concurrent.each(FAULTS)(
    '$title, each part goes out once and in order, on each network',
    async ({ title, persistent, happen }) => {
      const redis = await openRedis(persistent ? { persistent } : {});
      if (redis === undefined) return expect.fail(NO_REDIS);
      await using _ = redis;
      await using database = await createTestDatabase();
      await using desk = await startDesk(database, { kind: 'redis', url: redis.url });
      await desk.published(5);
      await happen(redis);
      outcomes.note(`Redis ${title}`, await desk.end());
    },
    TIMEOUT_MS,
  );

  it('the document says so', () => outcomes.check(FAULTS.map(({ title }) => `Redis ${title}`)));
});
