import type { Amendment, AmendmentStep } from '../../domain/amendment.ts';
import { type Cost, sumCosts } from '../../domain/cost.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Network } from '../../domain/network.ts';

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
    | 'waits for approval'
    | 'nothing to do';
  /** Nothing is left to do. */
  readonly done: boolean;
  /** Posts changed, published or taken down, and how many were to be. */
  readonly steps: { readonly made: number; readonly of: number };
  /** What the steps that were made have cost, where the network takes money. */
  readonly cost?: Cost;
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

export function reportAmendment(
  delivery: Delivery,
  { kind, steps }: Amendment,
  network: Pick<Network, 'cost' | 'removalCost'> | undefined,
): AmendedDelivery {
  const [cost] = sumCosts(steps.flatMap(step => costOfStep(step, network) ?? []));
  return {
    ...nameOf(delivery),
    did: DID[kind],
    done: steps.every(({ done }) => done),
    steps: { made: steps.filter(({ done }) => done).length, of: steps.length },
    ...(cost && { cost }),
    urls: steps.flatMap(({ receipt }) => (receipt?.url === undefined ? [] : [receipt.url])),
    faults: [...new Set(steps.flatMap(step => (step.done || step.fault === undefined ? [] : [step.fault])))],
  };
}

/** A post that turned out not to be there was not taken down, and cost nothing. */
function costOfStep(
  { does, done, intentAt, part }: AmendmentStep,
  network: Pick<Network, 'cost' | 'removalCost'> | undefined,
): Cost | undefined {
  if (!done || intentAt === undefined || does === 'edit') return undefined;
  return does === 'publish' ? network?.cost?.(part) : network?.removalCost;
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
