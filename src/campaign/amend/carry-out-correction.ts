import type { Amendment } from '../../domain/amendment.ts';
import type { Correction } from '../../domain/approval.ts';
import type { House } from '../house.ts';
import { type AmendReport, reportAmendment } from './amend-report.ts';
import { carryOut } from './carry-out.ts';

/** Carries out what members have approved: each once, whoever asks for it and however often. */
export interface CorrectionUseCases {
  /** Waits for it, also where it is being carried out already; undefined where nothing is left to carry out. */
  carryOut(hash: string, signal: AbortSignal): Promise<AmendReport | undefined>;
  /** What was approved and was cut short, as by the end of a process, goes on. */
  finish(signal: AbortSignal): Promise<void>;
}

export function createCorrectionUseCases(house: House): CorrectionUseCases {
  const running = new Map<string, Promise<AmendReport>>();
  const start = (correction: Correction, signal: AbortSignal) => {
    const { hash } = correction;
    const known = running.get(hash);
    if (known !== undefined) return known;
    const work = carryOutCorrection(house, correction, signal).finally(() => running.delete(hash));
    running.set(hash, work);
    return work;
  };
  return {
    async carryOut(hash, signal) {
      const approved = (await house.corrections?.approved()) ?? [];
      const correction = approved.find(one => one.hash === hash);
      return correction && start(correction, signal);
    },
    async finish(signal) {
      for (const correction of (await house.corrections?.approved()) ?? []) {
        if (!signal.aborted) await start(correction, signal);
      }
    },
  };
}

async function carryOutCorrection(
  house: House,
  { hash, post, occurrence, admin, posts, deliveries }: Correction,
  signal: AbortSignal,
): Promise<AmendReport> {
  const rows = await Promise.all(
    deliveries.map(async id => {
      const record = await house.ledger.read(id);
      const last = (await house.amendments.list(id)).at(-1);
      if (record === undefined || last === undefined || last.ended || last.awaits) return [];
      // A person has to ask for it again; what was stopped of the same correction goes on.
      if (hasFailed(last)) {
        return [reportAmendment(record.delivery, last, house.networks.get(record.delivery.network))];
      }
      return [await carryOut(house, admin, record.delivery, last, { signal, goesOn: true })];
    }),
  );
  if (await house.corrections?.finish(hash, house.now())) {
    await house.amendments.refreeze(occurrence, posts);
  }
  return { post, occurrences: [occurrence], deliveries: rows.flat() };
}

function hasFailed({ steps }: Amendment): boolean {
  return steps.some(({ done, fault }) => !done && fault !== undefined);
}
