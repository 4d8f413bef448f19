import type { Delivery } from '../../domain/delivery.ts';
import type { Notice } from '../../domain/notice.ts';
import type { House } from '../house.ts';
import { ANSWERS, isAsking, type QuestionState, subjectOf } from './question.ts';

/** What a notice asks about; undefined: it only tells. The same for the same question, and another when it is asked anew. */
export function subjectOfNotice(notice: Notice): string | undefined {
  switch (notice.kind) {
    case 'delivery':
      return isAsking(notice.delivery) ? subjectOf(notice.delivery) : undefined;
    case 'stale post':
      return `stale ${notice.post}/${notice.occurrence}`;
    case 'reading waits':
      return `reading ${notice.reading.number}`;
    case 'hold': {
      const { scope, kind, since } = notice.hold;
      return `hold ${scope} ${kind} ${since.toISOString()}`;
    }
    default:
      return undefined;
  }
}

/** Deliveries that wait for fresh figures; those that somebody let out, or that have them by now, wait for the sweeper only. */
export async function listStale(
  ledger: Pick<House['ledger'], 'list' | 'releasable'>,
): Promise<readonly Delivery[]> {
  const held = await ledger.list({ states: ['held'], heldBy: 'stale figure' });
  if (held.length === 0) return held;
  const released = new Set((await ledger.releasable()).map(({ id }) => id));
  return held.filter(({ id }) => !released.has(id));
}

/** The subjects of everything that nobody has answered yet. */
export async function openSubjects({
  ledger,
  book,
}: Pick<House, 'ledger' | 'book'>): Promise<ReadonlySet<string>> {
  const states = Object.keys(ANSWERS) as QuestionState[];
  const asking = await ledger.list({ states });
  const stale = await listStale(ledger);
  const readings = await book.readings({ states: ['waiting'] });
  const holds = await ledger.holds();
  const notices: readonly Notice[] = [
    ...readings.map(reading => ({ kind: 'reading waits' as const, reading })),
    ...holds.map(hold => ({ kind: 'hold' as const, hold })),
  ];
  return new Set([
    ...asking.map(subjectOf),
    ...stale.map(({ post, occurrence }) => `stale ${post}/${occurrence}`),
    ...notices.flatMap(notice => subjectOfNotice(notice) ?? []),
  ]);
}
