import type { WeekReport } from '../campaign/seeing/look-at-week.ts';
import { type Answer, block, bold, section } from './answer.ts';
import type { Say } from './chat-texts.ts';
import type { Presenter } from './present.ts';

/** The weekly digest: what went out, what comes, what waits. */
export function describeWeek(report: WeekReport, show: Presenter, say: Say): Answer {
  const { networks, next, coming, staleFigures, waits } = report;
  const { approvals, questions, stale, readings } = waits;
  const count = (key: string, number: number) => (number === 0 ? [] : [say(key, { count: number })]);
  const waiting = [
    ...count('status.approvals', approvals),
    ...count('status.questions', questions),
    ...count('status.oldFigures', stale),
    ...count('status.readings', readings),
    ...count('week.stale', staleFigures),
  ];
  const out = networks.map(({ title, published, failed }) =>
    say(failed === 0 ? 'week.network' : 'week.troubled', { network: title, published, failed }),
  );
  const soon = next.map(({ dueAt, post }) => `${show.time(dueAt, post)} · ${show.title(post)}`);
  return {
    blocks: [
      block(bold(say('week.title'))),
      ...(out.length === 0 ? [] : [section(say('week.out'), out)]),
      soon.length === 0 ? block(say('week.nothing')) : section(say('week.next', { count: coming }), soon),
      ...(waiting.length === 0 ? [block(say('status.calm'))] : [section(say('status.waits'), waiting)]),
    ],
    buttons: [
      [
        { text: say('start.status'), data: 'status:' },
        { text: say('start.queue'), data: 'queue:' },
      ],
    ],
  };
}
