import { setTimeout as sleep } from 'node:timers/promises';
import type { AmendmentStep, Thread } from '../../domain/amendment.ts';
import { DeliveryError } from '../../domain/delivery-error.ts';
import { InputError } from '../../domain/input-error.ts';
import type { Media } from '../../domain/media.ts';
import { type AmendDesk, type AmendErrand, callSignal, Halted, refuseHalted } from './amend-desk.ts';
import { bringFiles } from './bring-files.ts';
import { type CallOutcome, lookUp } from './look-up.ts';

/** Between two tries, where the network does not say when it is back. */
const PAUSE_MS = 1_000;

/** `halted`: what it belongs to is stopped, and it stays as it was. */
export type StepOutcome = CallOutcome | { readonly outcome: 'halted' };

/** Makes one step: files first, then the intent, then the call; waits for a network that is busy, up to its patience. */
export async function makeStep(
  desk: AmendDesk,
  errand: AmendErrand,
  planned: AmendmentStep,
  thread: Thread,
): Promise<StepOutcome> {
  const deadline = performance.now() + errand.times.patienceMs;
  let step = planned;
  // Of a call that another worker was at, nobody knows when it ended: not later than now.
  let lastCallAt = planned.intentAt === undefined ? undefined : desk.clock.now();
  for (;;) {
    try {
      await refuseHalted(desk, errand);
      step = { ...step, uploads: await bringFiles(desk, errand, step) };
      const trying = { ...errand, ...(lastCallAt && { lastCallAt }) };
      return await tryStep(desk, trying, step, thread, begun => {
        step = begun;
      });
    } catch (error) {
      if (error instanceof Halted) return { outcome: 'halted' };
      lastCallAt = desk.clock.now();
      const failure = asDeliveryError(error);
      const waitMs = Math.max(PAUSE_MS, (failure.retryAt?.getTime() ?? 0) - desk.clock.now().getTime());
      if (failure.kind === 'rejected' || performance.now() + waitMs > deadline || errand.signal.aborted) {
        return { outcome: isOpen(step) ? 'open' : 'failed', why: failure.message };
      }
      await sleep(waitMs, undefined, { signal: errand.signal }).catch(() => {});
    }
  }
}

type Begin = (step: AmendmentStep) => void;

async function tryStep(
  desk: AmendDesk,
  errand: AmendErrand,
  step: AmendmentStep,
  thread: Thread,
  begin: Begin,
): Promise<CallOutcome> {
  switch (step.does) {
    case 'publish':
      return publish(desk, errand, step, thread, begin);
    case 'edit':
      return edit(desk, errand, step, begin);
    case 'remove':
      return remove(desk, errand, step, begin);
  }
}

/** A call of open fate is made again only where the network knows a repetition by its key. */
async function publish(
  desk: AmendDesk,
  errand: AmendErrand,
  step: AmendmentStep,
  thread: Thread,
  begin: Begin,
): Promise<CallOutcome> {
  const { key, intentAt, uploads } = step;
  if (key !== undefined && intentAt !== undefined && !errand.network.repeatable) {
    const found = await lookUp(desk, errand, step.part, { key, since: intentAt, uploads }, thread);
    if (found.outcome !== 'nothing') return found;
  }
  const begun = await writeIntent(desk, errand, step, begin);
  const context = { ...contextOf(desk, errand, begun), ...thread };
  try {
    return { outcome: 'done', receipt: await errand.network.publish(step.part, context) };
  } catch (error) {
    // Of an earlier call nothing is known yet where it was only repeated.
    const repeated = intentAt !== undefined && errand.network.repeatable;
    if (!repeated && asDeliveryError(error).kind !== 'unknown') begin(withoutIntent(begun));
    throw error;
  }
}

async function edit(
  desk: AmendDesk,
  errand: AmendErrand,
  step: AmendmentStep,
  begin: Begin,
): Promise<CallOutcome> {
  const { receipt } = step.target ?? {};
  const { network } = errand;
  if (network.edit === undefined || receipt === undefined || receipt.id === '') return BY_HAND;
  const begun = await writeIntent(desk, errand, step, begin);
  return { outcome: 'done', receipt: await network.edit(receipt, step.part, contextOf(desk, errand, begun)) };
}

async function remove(
  desk: AmendDesk,
  errand: AmendErrand,
  step: AmendmentStep,
  begin: Begin,
): Promise<CallOutcome> {
  const { network, place } = errand;
  const { receipt: known, lost } = step.target ?? {};
  const found = lost === undefined ? undefined : await lookUp(desk, errand, step.part, lost, {});
  if (found?.outcome === 'nothing') return { outcome: 'done' };
  if (found !== undefined && found.outcome !== 'done') return found;
  const receipt = found?.receipt ?? known;
  if (network.remove === undefined || receipt === undefined || receipt.id === '') return BY_HAND;
  await writeIntent(desk, errand, step, begin);
  await network.remove(receipt, { place, signal: callSignal(errand) });
  return { outcome: 'done' };
}

const BY_HAND: CallOutcome = {
  outcome: 'failed',
  why: 'the network never named this post to the bot, an admin vouched for it: do it there by hand',
};

async function writeIntent(
  desk: AmendDesk,
  errand: AmendErrand,
  step: AmendmentStep,
  begin: Begin,
): Promise<AmendmentStep & { readonly key: string }> {
  const { amendment, worker, times, network } = errand;
  await refuseHalted(desk, errand);
  const now = desk.clock.now();
  const begun = { ...step, key: step.key ?? network.createKey(now), intentAt: step.intentAt ?? now };
  const intent = { worker: worker.id, leaseMs: times.leaseMs, key: begun.key, at: begun.intentAt };
  if (!(await desk.book.recordIntent(amendment, step.index, intent))) {
    throw new DeliveryError('another process is at it now', { kind: 'rejected' });
  }
  begin(begun);
  return begun;
}

function contextOf(
  desk: AmendDesk,
  errand: AmendErrand,
  { key, uploads }: AmendmentStep & { readonly key: string },
) {
  const { network, place } = errand;
  return {
    place,
    key,
    uploads,
    file: (media: Media) => desk.prepareMedia(media, network.name),
    signal: callSignal(errand),
  };
}

function isOpen({ does, intentAt }: AmendmentStep): boolean {
  return does === 'publish' && intentAt !== undefined;
}

function withoutIntent({ intentAt: _, ...step }: AmendmentStep): AmendmentStep {
  return step;
}

function asDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof InputError)
    return new DeliveryError(error.message, { kind: 'rejected', cause: error });
  const words = error instanceof Error ? error.message : String(error);
  return new DeliveryError(words, { kind: 'unknown', cause: error });
}
