import { SEES } from '../../domain/member.ts';
import type { Answer } from '../answer.ts';
import { describeOuting, listOutings, OUTINGS_ON_A_PAGE } from '../list-outings.ts';
import { createPresenter } from '../present.ts';
import { readPage } from '../read-page.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

/** `/queue`, `/queue 6` from the seventh on, `/queue may-21/morning/may-21-2027` one entry with what can be done about it. */
export const queue: Command = {
  name: 'queue',
  roles: SEES,
  inPlace: true,
  async answer(call, dependencies) {
    const request = readPage(call.argument);
    const { subject, offset } = request;
    if (subject !== undefined) return showEntry(subject, offset, call, dependencies);
    const { useCases } = dependencies;
    const page = await useCases.seeing.queue({ limit: OUTINGS_ON_A_PAGE, offset });
    const { language, say, timeZone } = call;
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    const listed = listOutings({ command: 'queue', at: ({ dueAt }) => dueAt }, page, request, show, say);
    // What the calendar has is there only shortly before.
    if (page.outings.length > 0) return listed;
    return { ...listed, buttons: [[{ text: say('queue.plan'), data: 'plan:' }]] };
  },
};

/** Buttons that the member's role may not press are taken away on the way out. */
async function showEntry(
  subject: string,
  offset: number,
  { language, say, timeZone }: Call,
  { useCases, people }: CommandDependencies,
): Promise<Answer> {
  const outing = await useCases.seeing.outing(subject);
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  return {
    blocks: await describeOuting(outing, show, say, people),
    buttons: [
      [{ text: say('outing.preview'), data: `preview:${outing.post}` }],
      [
        { text: say('outing.move'), data: `move:${subject}` },
        { text: say('outing.edit'), data: `edit:${subject}` },
      ],
      [{ text: say('outing.cancel'), data: `cancel:${subject}` }],
      [{ text: say('outing.back'), data: `queue:${offset}` }],
    ],
  };
}
