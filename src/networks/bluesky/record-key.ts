import { TID } from '@atproto/common-web';
import { DeliveryError } from '../../domain/delivery-error.ts';

const TID_SHAPE = /^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/;

/** A TID's last ten bits, by which two writers of one microsecond differ. */
const CLOCK_IDS = 1024;

/**
 * Makes record keys (TIDs) of a moment. Two keys are never equal: within one process the microseconds count up,
 * between processes the rest of the millisecond and the clock id are random.
 */
export function createKeyMaker(random: () => number = Math.random): (now: Date) => string {
  const clockId = Math.floor(random() * CLOCK_IDS);
  let last = 0;
  return now => {
    const moment = now.getTime() * 1000 + Math.floor(random() * 1000);
    last = Math.max(moment, last + 1);
    return TID.fromTime(last, clockId).toString();
  };
}

/** The time that a record bears: it comes from the key, so that a repetition bears the same. */
export function timeOfKey(key: string): string {
  if (!TID_SHAPE.test(key)) {
    throw new DeliveryError(`${key} is no key of a Bluesky record.`, { kind: 'rejected', reason: 'content' });
  }
  return new Date(Math.floor(TID.fromStr(key).timestamp() / 1000)).toISOString();
}
