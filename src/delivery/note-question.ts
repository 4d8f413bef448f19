import type { DeliveryChange, DeliveryRecord } from '../domain/ledger.ts';

/** By so much of its beginning a person knows a part again, in characters. */
const BEGINNING = 60;

/** Whoever is asked about a part of a thread has to know which one it is. */
export function noteQuestion(
  { parts }: DeliveryRecord,
  index: number | undefined,
  change: DeliveryChange,
): DeliveryChange {
  const text = index === undefined ? undefined : parts[index]?.part.text;
  if (index === undefined || text === undefined || parts.length === 1) return change;
  const beginning = text.length > BEGINNING ? `${text.slice(0, BEGINNING).trimEnd()}…` : text;
  const which = `It is part ${index + 1} of ${parts.length}: “${beginning}”`;
  return { ...change, note: [which, change.note].filter(Boolean).join(' ') };
}
