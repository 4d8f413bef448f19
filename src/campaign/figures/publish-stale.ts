import { InputError } from '../../domain/input-error.ts';
import type { House } from '../house.ts';

export interface PublishStaleRequest {
  /** `<campaign>/<post>`. */
  readonly post: string;
  readonly occurrence: string;
  readonly admin: string;
}

/** An admin lets a post out with the figures that it has: their dates stand in its text. */
export async function publishStale(house: House, request: PublishStaleRequest): Promise<void> {
  const { post, occurrence, admin } = request;
  const waived = await house.ledger.waiveStale(post, occurrence);
  if (waived === 0) {
    throw new InputError(`${post}/${occurrence} does not wait for a figure any more: look at the queue.`);
  }
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'publish with stale figures',
    subject: `${post}/${occurrence}`,
    before: 'waits for fresh figures',
    after: 'goes out with the figures that it has',
    detail: `${waived} deliveries`,
  });
}
