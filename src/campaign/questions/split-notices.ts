import type { Notice } from '../../domain/notice.ts';
import { groupQuestions, isAsking } from './question.ts';

/** What is told in one message each: a question, all news of deliveries, anything else. */
export function splitNotices(notices: readonly Notice[]): readonly (readonly Notice[])[] {
  const deliveries = notices.filter(notice => notice.kind === 'delivery');
  const noticesOf = (ids: ReadonlySet<string>) => deliveries.filter(({ delivery }) => ids.has(delivery.id));
  const questions = groupQuestions(deliveries.map(({ delivery }) => delivery)).map(question =>
    noticesOf(new Set(question.deliveries.map(({ id }) => id))),
  );
  const news = deliveries.filter(({ delivery }) => !isAsking(delivery));
  const others = notices.filter(({ kind }) => kind !== 'delivery').map(notice => [notice]);
  return [...questions, ...(news.length === 0 ? [] : [news]), ...others];
}
