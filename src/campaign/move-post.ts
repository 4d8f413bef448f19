import type { Delivery } from '../domain/delivery.ts';
import { InputError } from '../domain/input-error.ts';
import type { Conflict } from '../planning/find-conflicts.ts';
import type { UnderstoodTime } from '../planning/read-free-time.ts';
import { campaignsInForce } from './figures/campaigns-in-force.ts';
import { findPost } from './find-post.ts';
import type { House } from './house.ts';
import { pointOutConflicts } from './point-out-conflicts.ts';
import { readTime, type TimeFault } from './read-time.ts';

/** `subject`: a delivery, a post's occurrence, or a whole post, as the queue lists it. */
export interface MoveLook {
  readonly subject: string;
  /** As a person wrote it. */
  readonly when: string;
}

export interface UnderstoodMove extends UnderstoodTime {
  readonly deliveries: readonly Delivery[];
  /** What goes out in the same places too near to it, by the campaign's `minGap`. */
  readonly conflicts: readonly Conflict[];
}

export interface MoveRequest {
  readonly subject: string;
  readonly at: Date;
  readonly admin: string;
}

/** Another time for what has not gone out: what waits, is held, or has missed its time. */
export interface MoveUseCases {
  /** What would be moved, when to by these words, and what it would stand too close to. Changes nothing. */
  look(request: MoveLook): Promise<UnderstoodMove | TimeFault>;
  /** Gives what was moved; approvals are needed anew. */
  move(request: MoveRequest): Promise<readonly Delivery[]>;
  /** What can be moved under this name; fails with `InputError` where there is nothing. */
  find(subject: string): Promise<readonly Delivery[]>;
}

const MOVABLE = ['planned', 'scheduled', 'held', 'missed'] as const;

export function createMoveUseCases(house: House): MoveUseCases {
  const find = async (subject: string) => {
    const named = await house.ledger.list({ states: MOVABLE, named: subject });
    if (named.length > 0) return named;
    throw new InputError(`Nothing that can be moved is called "${subject}": look at the queue.`, {
      key: 'nothingToMove',
      values: { subject },
    });
  };
  return {
    find,
    async look({ subject, when }) {
      const deliveries = await find(subject);
      const [first] = deliveries;
      if (first === undefined) return 'unclear';
      const { campaign } = findPost(await campaignsInForce(house), first.post);
      const time = readTime(when, campaign.timeZone, house.now());
      if (typeof time !== 'object') return time;
      const wanted = deliveries.map(delivery => ({ ...delivery, dueAt: time.at }));
      return { ...time, deliveries, conflicts: await pointOutConflicts(house, wanted) };
    },
    move: request => move(house, request, find),
  };
}

async function move(
  house: House,
  { subject, at, admin }: MoveRequest,
  find: MoveUseCases['find'],
): Promise<readonly Delivery[]> {
  const named = await find(subject);
  const outings = new Map(named.map(one => [`${one.post}/${one.occurrence}`, one]));
  for (const { post, occurrence } of outings.values()) {
    await house.approvals?.noteWriter(post, occurrence, admin);
  }
  const moved: Delivery[] = [];
  for (const delivery of named) {
    if (await house.desk.reschedule(delivery.id, at)) moved.push({ ...delivery, dueAt: at });
  }
  for (const { post, occurrence } of outings.values())
    await house.approvals?.ask(post, occurrence, house.now());
  const [first] = named;
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'move',
    subject,
    before: first === undefined ? null : `due ${first.dueAt.toISOString()}`,
    after: `due ${at.toISOString()}`,
    detail: `${moved.length} of ${named.length} deliveries`,
  });
  return moved;
}
