import type { UseCases } from '../../campaign/use-cases.ts';
import type { ManuscriptView, PlannedManuscript } from '../../campaign/writing/writing-use-cases.ts';
import { type Answer, block, bold } from '../answer.ts';
import type { Call } from '../commands/command.ts';
import { createPresenter } from '../present.ts';
import { timeLine } from './describe-step.ts';

/** What was planned, where it goes, and how to call it off. */
export function plannedAnswer(
  { post, occurrence, at, deliveries, costs = [] }: PlannedManuscript,
  view: ManuscriptView,
  useCases: Pick<UseCases, 'campaigns'>,
  call: Call,
): Answer {
  const { say, language } = call;
  const show = createPresenter(useCases.campaigns(), language, say, call.timeZone);
  const places = deliveries.map(({ place }) => place).join(', ');
  const time = view.manuscript.at === undefined ? say('writing.atOnce') : timeLine(at, view, call);
  const subject = `${post}/${occurrence}`;
  return {
    blocks: [
      block(bold(say('writing.planned', { title: show.title(post), time }))),
      block(say('schedule.places', { count: deliveries.length, places })),
      ...costs.map(({ amount, currency }) =>
        block(say('schedule.cost', { amount: show.money(amount, currency) })),
      ),
      block(say('writing.forgotten')),
    ],
    buttons: [
      [{ text: say('writing.change'), data: `new:reopen ${post}` }],
      [{ text: say('schedule.cancel'), data: `cancel:${subject}` }],
    ],
  };
}
