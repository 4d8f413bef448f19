import type { Settings } from '../config.ts';
import type { AlarmClock } from '../domain/alarm-clock.ts';
import { InputError } from '../domain/input-error.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import type { NetworkName } from '../domain/place.ts';
import { createAlarmClock, type QueueBackend } from '../queue/create-alarm-clock.ts';
import type { Log } from '../shared/log.ts';
import type { Storage } from '../storage/storage.ts';
import { houseName } from './first-start.ts';

export interface OpenQueueOptions {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly networks: readonly NetworkName[];
  /** The drawer in which this house has its name: others may share its server. */
  readonly keep: Keepsake;
  readonly log: Log;
}

/** How long what is in flight may take to end when the bot is stopped. */
export const GRACE_MS = 8_000;

/** What `opened` closes gives what is in flight its time. */
export async function openQueue(
  { settings, storage, networks, keep, log }: OpenQueueOptions,
  opened: AsyncDisposableStack,
): Promise<AlarmClock> {
  const alarms = await createAlarmClock({
    backend: backendOf(settings, storage),
    networks,
    prefix: `solidarity-${await houseName(keep)}`,
    log,
  });
  opened.defer(() => alarms.close());
  opened.defer(() => alarms.stop(GRACE_MS));
  await check(settings, alarms);
  return alarms;
}

function backendOf(settings: Settings, storage: Storage): QueueBackend {
  return settings.redisUrl === undefined
    ? { kind: 'postgres', connection: storage.connection }
    : { kind: 'redis', url: settings.redisUrl };
}

/** A queue that is away later is waited for; one that is not there at the start is a wrong setting. */
async function check({ redisUrl }: Settings, alarms: AlarmClock): Promise<void> {
  if (redisUrl === undefined) return;
  await alarms.check().catch(() => {
    throw new InputError(
      'REDIS_URL cannot be reached: check host, port and password, and that Redis or Valkey runs there.',
    );
  });
}
