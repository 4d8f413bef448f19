import type { Delivery } from '../../domain/delivery.ts';
import { InputError } from '../../domain/input-error.ts';
import type { House } from '../house.ts';

/** All occurrences, as `--occurrence` names them. */
export const EVERY_OCCURRENCE = 'all';

const NEVER_BEGUN: readonly Delivery['state'][] = ['planned', 'scheduled', 'cancelled', 'withdrawn'];

/**
 * The deliveries of a post's occurrence: the one that is named, all of them, or the newest that is out, or on its way out.
 * Fails, with those that there are, where there is none.
 */
export async function chooseDeliveries(
  house: Pick<House, 'ledger'>,
  post: string,
  occurrence: string | undefined,
): Promise<readonly Delivery[]> {
  const all = await house.ledger.list({ post });
  if (occurrence === EVERY_OCCURRENCE && all.length > 0) return all;
  const newest = all.findLast(({ state, attempts }) => attempts > 0 || !NEVER_BEGUN.includes(state));
  const wanted = occurrence ?? newest?.occurrence;
  const chosen = all.filter(delivery => delivery.occurrence === wanted);
  if (chosen.length > 0) return chosen;
  const known = [...new Set(all.map(delivery => delivery.occurrence))].join(', ');
  if (known === '') throw new InputError(`${post} was never planned, so nothing of it can be out.`);
  throw new InputError(
    wanted === undefined
      ? `Nothing of ${post} is out yet: to call off what is planned, cancel it; to correct that, name it with --occurrence (${known}).`
      : `${post} has no occurrence "${wanted}": use one of ${known}, or ${EVERY_OCCURRENCE}.`,
  );
}
