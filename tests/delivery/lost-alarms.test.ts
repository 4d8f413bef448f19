import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import type { QueueBackend } from '../../src/queue/create-alarm-clock.ts';
import { createAlarmClock } from '../../src/queue/create-alarm-clock.ts';
import { silentLog } from '../../src/shared/log.ts';
import { BACKENDS, backendOf } from '../queue/backends.ts';
import type { TestDatabase } from '../support/database.ts';
import { createDeliveryStage, until } from './delivery-stage.ts';
import { createScriptedNetwork } from './scripted-network.ts';

/** As an emptied Redis would, or a database restored without its queue. */
async function loseAllAlarms(
  kind: QueueBackend['kind'],
  database: TestDatabase,
  prefix: string,
): Promise<void> {
  if (kind === 'postgres') {
    await database.pool.query('delete from bullmq.job');
    return;
  }
  const redis = new Redis(process.env.REDIS_URL ?? '');
  const keys = await redis.keys(`${prefix}:*`);
  await redis.del(...keys);
  redis.disconnect();
}

describe.each(BACKENDS)('a queue on %s that lost every alarm', kind => {
  it('loses no delivery: the sweeper sets them again, and each goes out once', async () => {
    const network = createScriptedNetwork();
    await using stage = await createDeliveryStage(network);
    const prefix = `test-${randomBytes(4).toString('hex')}`;
    const alarms = await createAlarmClock({
      backend: backendOf(kind, stage.database),
      networks: [network.name],
      prefix,
      log: silentLog,
    });
    const desk = stage.desk_({ alarms, clock: { now: () => new Date() } });
    const ids = await Promise.all(
      ['a', 'b', 'c'].map(name => stage.plan(name, [name], { dueAt: new Date(Date.now() + 300) })),
    );
    await desk.arm(await stage.ledger.list({ states: ['planned'] }));
    expect((await alarms.armed(network.name, ids)).size).toBe(3);
    await loseAllAlarms(kind, stage.database, prefix);
    expect((await alarms.armed(network.name, ids)).size).toBe(0);

    await alarms.start([network], desk.ring);
    await desk.sweep();
    await desk.sweep();
    await until(async () => (await stage.ledger.count({ states: ['published'] })) === 3);
    expect(network.timeline.map(({ text }) => text).toSorted()).toEqual(['a', 'b', 'c']);
    await alarms.stop(3_000);
    await alarms.close();
  });
});
