import { readTime as readCampaignTime } from '../campaign/read-time.ts';
import { Misunderstood } from './misunderstood.ts';

/** Reads when something shall happen, in the campaign's zone. Fails with `Misunderstood` on what is no time to come. */
export function readTime(text: string, timeZone: string, now: Date): Date {
  const time = readCampaignTime(text, timeZone, now);
  if (typeof time === 'object') return time.at;
  throw new Misunderstood(`time.${time}`, { text, timeZone });
}
