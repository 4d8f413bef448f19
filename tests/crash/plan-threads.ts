import { NETWORKS } from './moment.ts';
import type { Thread } from './write-campaign.ts';

/** One thread keeps the bot busy for so many lives. */
const KILLS_PER_THREAD = 4;

/** X takes 100 posts in a quarter of an hour; a thread is six of them, and some calls are made for nothing. */
const MOST_THREADS_ON_X = 12;

/** Enough threads that there is always one to be killed in; the first ones go to all four networks. */
export function planThreads(kills: number): readonly Thread[] {
  const count = Math.ceil(kills / KILLS_PER_THREAD);
  const everyForX = Math.max(1, Math.ceil(count / MOST_THREADS_ON_X));
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    networks: index % everyForX === 0 ? NETWORKS : NETWORKS.filter(network => network !== 'x'),
  }));
}
