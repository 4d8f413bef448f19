import type { Amend, Amendment, AmendmentBook, AmendmentStep, Thread } from '../../domain/amendment.ts';
import type { Part } from '../../domain/draft.ts';
import type { Receipt } from '../../domain/network.ts';
import type { BudgetWatch } from '../watch-budget.ts';
import { identifyWorker, type WorkerIdentity } from '../worker-identity.ts';
import { AMEND_TIMES, type AmendDesk, type AmendErrand, type AmendTimes } from './amend-desk.ts';
import type { CallOutcome } from './look-up.ts';
import { makeStep } from './make-step.ts';

export interface AmenderDependencies extends AmendDesk {
  /** Absent: nothing costs too much. */
  readonly budgets?: Pick<BudgetWatch, 'refusal'>;
  readonly worker?: WorkerIdentity;
  readonly times?: Partial<AmendTimes>;
}

/**
 * Goes through the steps that are not made yet, with the intent before and the receipt after each. Taking down goes on
 * where one post cannot be taken down; what is published comes after all else and answers to the part before it, so it
 * waits for everything before it.
 */
export function createAmender(dependencies: AmenderDependencies): Amend {
  const worker = dependencies.worker ?? identifyWorker();
  const times = { ...AMEND_TIMES, ...dependencies.times };
  const { book, networks, places, ledger } = dependencies;
  return async (amendment, signal) => {
    const delivery = (await ledger.read(amendment.delivery))?.delivery;
    const network = networks.get(delivery?.network ?? '');
    const place = places.find(({ id }) => id === delivery?.place);
    if (network === undefined || place === undefined)
      return noteAll(book, amendment, 'the network is switched off');
    const tooDear = await dependencies.budgets?.refusal(network.name, toPublish(amendment));
    if (tooDear !== undefined) return noteAll(book, amendment, tooDear);
    const { lease } = amendment;
    const gone = lease !== undefined && worker.isDead(lease.worker) ? lease.worker : undefined;
    if (!(await book.claim(amendment, worker.id, times.leaseMs, gone))) {
      return allFail(amendment, 'another process is at it');
    }
    try {
      await makeSteps(dependencies, { amendment, network, place, signal, worker, times });
    } finally {
      await book.release(amendment);
    }
    return (
      (await book.list(amendment.delivery)).find(({ number }) => number === amendment.number) ?? amendment
    );
  };
}

/** What has not been sent yet: what is on its way is paid for. A post is not taken down for another that may not come. */
function toPublish({ steps }: Amendment): readonly Part[] {
  return steps.flatMap(({ does, done, intentAt, part }) =>
    does === 'publish' && !done && intentAt === undefined ? [part] : [],
  );
}

async function makeSteps(desk: AmendDesk, errand: AmendErrand): Promise<void> {
  const { amendment } = errand;
  const published = amendment.steps.flatMap(({ does, receipt }) =>
    does === 'publish' && receipt !== undefined ? [receipt] : [],
  );
  let broken = false;
  for (const step of amendment.steps.filter(({ done }) => !done)) {
    if (errand.signal.aborted || (broken && step.does === 'publish')) return;
    const outcome = await makeStep(desk, errand, step, threadOf(amendment.thread, published));
    if (outcome.outcome === 'halted') return;
    await note(desk, amendment, step, outcome);
    if (outcome.outcome !== 'done') broken = true;
    else if (step.does === 'publish' && outcome.receipt !== undefined) published.push(outcome.receipt);
  }
}

function threadOf(first: Thread, published: readonly Receipt[]): Thread {
  const replyTo = published.at(-1) ?? first.replyTo;
  const root = first.root ?? published[0];
  return { ...(replyTo && { replyTo }), ...(root && { root }) };
}

async function note(
  { book }: AmendDesk,
  amendment: Amendment,
  { index }: AmendmentStep,
  outcome: CallOutcome,
): Promise<void> {
  if (outcome.outcome === 'done') await book.recordDone(amendment, index, outcome.receipt);
  else await book.recordFault(amendment, index, outcome.why, outcome.outcome === 'open');
}

/** Nothing is called; what is open of an earlier call stays open. */
async function noteAll(book: AmendmentBook, amendment: Amendment, why: string): Promise<Amendment> {
  for (const { index, done } of amendment.steps) {
    if (!done) await book.recordFault(amendment, index, why, true);
  }
  return allFail(amendment, why);
}

function allFail(amendment: Amendment, fault: string): Amendment {
  return { ...amendment, steps: amendment.steps.map(step => (step.done ? step : { ...step, fault })) };
}
