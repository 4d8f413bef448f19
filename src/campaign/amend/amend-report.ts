import type { Amendment } from '../../domain/amendment.ts';
import type { Delivery } from '../../domain/delivery.ts';

/** What became of one delivery that was to be corrected or withdrawn. */
export interface AmendedDelivery {
  readonly id: string;
  readonly network: string;
  readonly place: string;
  readonly language: string;
  readonly did:
    | 'edited'
    | 'replied'
    | 'replaced'
    | 'withdrawn'
    | 'called off'
    | 'planned anew'
    | 'nothing to do';
  /** Nothing is left to do. */
  readonly done: boolean;
  /** Posts changed, published or taken down, and how many were to be. */
  readonly steps: { readonly made: number; readonly of: number };
  /** Where followers see what was changed or published. */
  readonly urls: readonly string[];
  /** What could not be done, and why. */
  readonly faults: readonly string[];
}

/** What `correct` and `withdraw` answer. */
export interface AmendReport {
  readonly post: string;
  readonly occurrences: readonly string[];
  readonly deliveries: readonly AmendedDelivery[];
}

const DID = { edit: 'edited', reply: 'replied', replace: 'replaced', withdraw: 'withdrawn' } as const;

export function reportAmendment(delivery: Delivery, { kind, steps }: Amendment): AmendedDelivery {
  return {
    ...nameOf(delivery),
    did: DID[kind],
    done: steps.every(({ done }) => done),
    steps: { made: steps.filter(({ done }) => done).length, of: steps.length },
    urls: steps.flatMap(({ receipt }) => (receipt?.url === undefined ? [] : [receipt.url])),
    faults: [...new Set(steps.flatMap(step => (step.done || step.fault === undefined ? [] : [step.fault])))],
  };
}

export function reportWithoutSteps(
  delivery: Delivery,
  did: AmendedDelivery['did'],
  fault?: string,
): AmendedDelivery {
  return {
    ...nameOf(delivery),
    did,
    done: fault === undefined,
    steps: { made: 0, of: 0 },
    urls: [],
    faults: fault === undefined ? [] : [fault],
  };
}

function nameOf({ id, network, place, language }: Delivery) {
  return { id, network, place, language };
}
