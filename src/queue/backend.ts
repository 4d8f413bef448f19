import type { Job, Processor, Queue, Worker } from 'bullmq';
import type { NetworkName } from '../domain/place.ts';

/** A job holds nothing: its id says which delivery is due. */
export type AlarmQueue = Pick<Queue, 'addBulk' | 'getJob' | 'rateLimit' | 'close'>;
export type AlarmWorker = Pick<Worker, 'close' | 'waitUntilReady'>;
export type AlarmJob = Job;

export interface RingerOptions {
  readonly concurrency: number;
  readonly limiter: { readonly max: number; readonly duration: number };
}

/** Where the alarms are kept. */
export interface Backend {
  queue(network: NetworkName): AlarmQueue;
  worker(network: NetworkName, options: RingerOptions, ring: Processor): AlarmWorker;
  close(): Promise<void>;
}

/** A worker that dies is noticed after this; ledger leases keep its delivery from being touched twice meanwhile. */
export const JOB_LOCK_MS = 5_000;

/** What every worker of either backend runs with. */
export const ringerDefaults = {
  lockDuration: JOB_LOCK_MS,
  stalledInterval: JOB_LOCK_MS / 2,
  /** The ledger decides what a delivery may still do; a stalled alarm simply rings again. */
  maxStalledCount: 1_000_000,
  /** How soon a lost connection is tried again. */
  runRetryDelay: 1_000,
  drainDelay: 5,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
} as const;
