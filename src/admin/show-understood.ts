import type { UnderstoodRequest } from '../campaign/use-cases.ts';
import { block } from './answer.ts';
import type { Say } from './chat-texts.ts';
import type { Presenter } from './present.ts';

/** What the clocks make of a time, and what it stands too close to: a line each. */
export function showUnderstood(
  { clocks, conflicts }: Pick<UnderstoodRequest, 'clocks' | 'conflicts'>,
  show: Presenter,
  say: Say,
) {
  const near = new Map(
    conflicts.map(({ other }) => {
      const [campaign = '', name = ''] = other.id.split('/');
      const post = `${campaign}/${name}`;
      return [
        `${post} ${other.dueAt.getTime()}`,
        { title: show.title(post), time: show.time(other.dueAt, post) },
      ];
    }),
  );
  return [
    ...(clocks === 'once' ? [] : [block(say(`time.${clocks}`))]),
    ...[...near.values()].slice(0, MOST).map(values => block(say('schedule.close', values))),
  ];
}

const MOST = 5;

/** As a button says a time: to the second, in UTC. */
export function instantOf(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
