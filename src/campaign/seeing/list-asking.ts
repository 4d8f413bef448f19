import type { Notice } from '../../domain/notice.ts';
import type { House } from '../house.ts';
import { listStale } from '../questions/open-subjects.ts';
import { groupQuestions } from '../questions/question.ts';

/** So many are shown in one go. */
const MOST = 20;

/** Everything that waits for an answer, as it was told: for who has lost the messages. */
export async function listAsking({
  ledger,
  book,
}: Pick<House, 'ledger' | 'book'>): Promise<readonly Notice[]> {
  const deliveries = await ledger.list({ states: ['unknown', 'missed'], limit: MOST });
  const stale = await listStale(ledger);
  const readings = await book.readings({ states: ['waiting'] });
  const holds = (await ledger.holds()).filter(({ by }) => by === 'system');
  const posts = Map.groupBy(stale, ({ post, occurrence }) => `${post}/${occurrence}`).values();
  return [
    ...holds.map(hold => ({ kind: 'hold' as const, hold })),
    ...groupQuestions(deliveries).flatMap(question =>
      question.deliveries.map(delivery => ({ kind: 'delivery' as const, delivery, version: 0 })),
    ),
    ...[...posts].flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const { post, occurrence, dueAt, note: why = '' } = first;
      const places = [first, ...others].map(({ place }) => place);
      return [{ kind: 'stale post' as const, post, occurrence, dueAt, why, places }];
    }),
    ...readings.slice(0, MOST).map(reading => ({ kind: 'reading waits' as const, reading })),
  ];
}
