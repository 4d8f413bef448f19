import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerPart } from '../domain/delivery.ts';
import { DeliveryError } from '../domain/delivery-error.ts';
import type { IntentAnswer } from '../domain/ledger.ts';
import type { Allowance, Upload } from '../domain/network.ts';
import { publishFailed, uploadFailed } from './call-outcome.ts';
import type { Desk } from './desk.ts';
import { type Errand, threadOf } from './errand.ts';
import { filesOf } from './files-of-part.ts';
import type { Outcome } from './outcome.ts';
import type { Event } from './situation.ts';

/** Uploads what the part shows, writes the intent, makes the call, and says what it brought. */
export async function publishPart(desk: Desk, errand: Errand, part: LedgerPart): Promise<Outcome> {
  const { record } = errand;
  let uploads: readonly Upload[];
  try {
    uploads = await uploadMedia(desk, errand, part);
  } catch (error) {
    return { event: uploadFailed(error) };
  }
  const key = part.key ?? errand.network.createKey(desk.clock.now());
  const { notBefore, refused } = await writeIntent(desk, errand, part, key);
  if (refused !== undefined) return refused;
  await waitUntil(notBefore, errand.signal);
  // A process that was frozen since it wrote the intent must not call now: another may have taken over.
  if (!errand.lease.isSafe()) return { event: undefined };
  if (errand.signal.aborted) return parkUncalled(desk, errand, part);
  let allowances: readonly Allowance[] = [];
  try {
    const receipt = await errand.network.publish(part.part, {
      place: errand.place,
      key,
      ...threadOf(record, part.index),
      uploads,
      file: media => desk.prepareMedia(media, errand.network.name),
      tellAllowances: told => {
        allowances = told;
      },
      signal: AbortSignal.any([errand.signal, AbortSignal.timeout(desk.times.callMs)]),
    });
    return { event: { name: 'published' }, endedAt: performance.now(), receipt, allowances };
  } catch (error) {
    const endedAt = performance.now();
    logSurprise(desk, record.delivery.id, error);
    return { event: publishFailed(error), endedAt, allowances };
  }
}

/** An adapter lets nothing out but a `DeliveryError`; anything else is a fault in the house. */
function logSurprise(desk: Desk, delivery: string, error: unknown): void {
  if (error instanceof DeliveryError) return;
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  desk.log.error('an adapter broke', { delivery, error: words });
}

async function uploadMedia(desk: Desk, errand: Errand, part: LedgerPart): Promise<readonly Upload[]> {
  const { network, place, record } = errand;
  if (network.upload === undefined) return [];
  const uploads = [...part.uploads];
  for (const { media, use } of filesOf(part.part, network)) {
    if (uploads.some(({ mediaId }) => mediaId === media.id)) continue;
    const prepared = await desk.prepareMedia(media, network.name, use);
    const signal = AbortSignal.any([errand.signal, AbortSignal.timeout(desk.times.uploadMs)]);
    const upload = await network.upload(prepared, { place, signal });
    await desk.ledger.recordUpload(record.delivery.id, part.index, upload);
    uploads.push(upload);
  }
  return uploads;
}

type Asked =
  | { readonly notBefore: number; readonly refused?: never }
  | { readonly notBefore?: never; readonly refused: Outcome };

/** Waits for room in the limits for a moment; what would take longer comes back when there is room. */
async function writeIntent(desk: Desk, errand: Errand, part: LedgerPart, key: string): Promise<Asked> {
  const { record, network, signal } = errand;
  const intent = {
    index: part.index,
    key,
    limit: network.rateLimit,
    weight: network.weigh?.(part.part) ?? 1,
    aheadMs: desk.times.aheadMs,
  };
  const { patienceMs, placePatienceMs } = desk.times;
  for (let waitedMs = 0; ; ) {
    if (signal.aborted) return { refused: { event: { name: 'parked' } } };
    const asked = { ...intent, at: desk.clock.now() };
    const answer = await desk.ledger.recordIntent(record.delivery.id, record.version, asked);
    if (answer.outcome === 'written') return { notBefore: answer.notBefore };
    if (answer.outcome !== 'wait') return { refused: refusal(desk, answer) };
    waitedMs += answer.ms;
    if (waitedMs > (answer.full === 'network' ? patienceMs : placePatienceMs)) {
      return { refused: refusal(desk, answer) };
    }
    await sleep(answer.ms, undefined, { signal }).catch(() => {});
  }
}

/** A timer may ring a moment early. */
async function waitUntil(notBefore: number, signal: AbortSignal): Promise<void> {
  for (
    let ms = notBefore - performance.now();
    ms > 0 && !signal.aborted;
    ms = notBefore - performance.now()
  ) {
    await sleep(Math.ceil(ms), undefined, { signal }).catch(() => {});
  }
}

/** Stopped between the intent and its moment, with the lease still in hand: what was not called is not in question. */
async function parkUncalled(desk: Desk, { record }: Errand, part: LedgerPart): Promise<Outcome> {
  const settle = part.intentAt === undefined ? desk.ledger.clearIntent : desk.ledger.recordNoAnswer;
  await settle(record.delivery.id, part.index, performance.now());
  return { event: { name: 'parked' } };
}

function refusal(desk: Desk, answer: Exclude<IntentAnswer, { outcome: 'written' }>): Outcome {
  switch (answer.outcome) {
    case 'lease lost':
      return { event: undefined };
    case 'published already':
      return { event: { name: 'found' } };
    case 'held':
      return { event: { name: 'held', by: answer.hold.kind, words: answer.hold.why } };
    case 'unapproved':
      return { event: { name: 'held', by: 'approval' } };
    case 'wait':
      return { event: noRoom(new Date(desk.clock.now().getTime() + answer.ms)) };
  }
}

function noRoom(at: Date): Event {
  return { name: 'no room', at, words: `the limit of calls is used up until ${at.toISOString()}` };
}
