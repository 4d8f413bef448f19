import type { DeliveryChange, DeliveryRecord } from '../domain/ledger.ts';

/** Of a thread that ends before its end, readers see the first parts: whoever hears of it has to know how many. */
export function noteRemains({ parts }: DeliveryRecord, change: DeliveryChange): DeliveryChange {
  const out = parts.filter(({ receipt }) => receipt !== undefined).length;
  if (out === 0) return change;
  const remains = `${out} of ${parts.length} parts are out.`;
  return { ...change, note: [remains, change.note].filter(Boolean).join(' ') };
}
