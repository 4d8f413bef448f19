import type { DeliveryChange, DeliveryRecord } from '../domain/ledger.ts';

/** Of a thread that ends before its end, readers see the first parts: whoever hears of it has to know how many. */
export function noteRemains({ parts }: DeliveryRecord, change: DeliveryChange): DeliveryChange {
  const out = parts.filter(({ receipt }) => receipt !== undefined).length;
  return out === 0 ? change : withNote(`${out} of ${parts.length} parts are out.`, change);
}

/** What is called off while the fate of a part is open may be out all the same. */
export function noteOpenFate({ parts }: DeliveryRecord, change: DeliveryChange): DeliveryChange {
  const open = parts.find(({ receipt, intentAt }) => receipt === undefined && intentAt !== undefined);
  if (open === undefined) return change;
  const which = parts.length === 1 ? 'it' : `part ${open.index + 1} of ${parts.length}`;
  return withNote(`Nobody can say whether ${which} is out.`, change);
}

function withNote(words: string, change: DeliveryChange): DeliveryChange {
  return { ...change, note: [words, change.note].filter(Boolean).join(' ') };
}
