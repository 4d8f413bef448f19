import { InputError } from '../../domain/input-error.ts';
import { READY_KINDS, type Readiness, type ReadyCheck } from '../../domain/readiness.ts';
import { planSpan } from '../../planning/plan-span.ts';
import { checkOccasion } from '../look-at-plan.ts';
import { type PlanRow, showPlan } from '../show-plan.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkBudgets } from './check-budgets.ts';
import { checkContent } from './check-content.ts';
import { checkHouse } from './check-house.ts';
import { checkLimits } from './check-limits.ts';
import { checkState } from './check-state.ts';
import type { ReadyHouse } from './ready-house.ts';

export interface ReadyRequest {
  readonly occasion: string;
  /** Which time of it; the next one unless told. */
  readonly occurrence?: string;
  readonly year?: number;
  readonly signal: AbortSignal;
}

/**
 * Would the occasion go out, as things are? Asks the real networks whose the credentials are, and changes nothing. Fails with
 * `InputError` where the occasion is not known or has nothing to come.
 */
export async function checkReadiness(house: ReadyHouse, request: ReadyRequest): Promise<Readiness> {
  const { signal, occasion } = request;
  checkOccasion(house, occasion);
  const rows = await rowsOf(house, request);
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) {
    throw new InputError(
      `The occasion ${occasion} has nothing to come in ${request.year ?? 'the next twelve months'}: look at \`solidarity plan\`.`,
    );
  }
  const plan = { rows, signal };
  // The networks tell their limits first: texts and files are fitted to them.
  const accounts = await checkAccounts(house, plan);
  const rest = await Promise.all([
    checkContent(house, plan),
    checkState(house, plan),
    checkLimits(house, plan),
    checkBudgets(house, plan),
    checkHouse(house, plan),
  ]);
  const checks = inOrder([...accounts, ...rest.flat()]);
  return {
    occasion: `${first.post.split('/')[0]}/${occasion}`,
    titles:
      house.campaigns.flatMap(({ occasions }) => occasions).find(({ id }) => id === occasion)?.titles ?? {},
    occurrence: first.occurrence,
    at: house.now().toISOString(),
    first: first.dueAt.toISOString(),
    last: last.dueAt.toISOString(),
    timeZone: first.timeZone,
    deliveries: rows.length,
    ready: checks.every(({ verdict }) => verdict !== 'bad'),
    checks,
  };
}

/** What is still to go out of the next time of the occasion, or of the one that is asked for. */
async function rowsOf(
  house: ReadyHouse,
  { occasion, occurrence, year }: ReadyRequest,
): Promise<readonly PlanRow[]> {
  const now = house.now();
  const span = planSpan(house.campaigns[0]?.timeZone ?? 'UTC', now, year);
  const from = new Date(Math.max(span.from.getTime(), now.getTime()));
  const on = new Set(house.networks.keys());
  const rows = await showPlan(
    { ...house, networks: house.composers, on },
    { from, until: span.until, occasion },
  );
  const wanted = occurrence ?? rows[0]?.occurrence;
  return rows.filter(row => row.occurrence === wanted);
}

function inOrder(checks: readonly ReadyCheck[]): readonly ReadyCheck[] {
  return checks.toSorted((a, b) => READY_KINDS.indexOf(a.kind) - READY_KINDS.indexOf(b.kind));
}
