import { SEES } from '../../domain/member.ts';
import { describeOuting, listOutings, OUTINGS_ON_A_PAGE } from '../list-outings.ts';
import { createPresenter } from '../present.ts';
import { readPage } from '../read-page.ts';
import type { Command } from './command.ts';

/** `/history`: what went out and what did not, the latest first; an entry has the links to it. */
export const history: Command = {
  name: 'history',
  roles: SEES,
  inPlace: true,
  async answer({ argument, language, say, timeZone }, { useCases, people }) {
    const request = readPage(argument);
    const { subject, offset } = request;
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    if (subject === undefined) {
      const page = await useCases.seeing.history({ limit: OUTINGS_ON_A_PAGE, offset });
      const at = ({ publishedAt, dueAt }: { publishedAt?: Date; dueAt: Date }) => publishedAt ?? dueAt;
      return listOutings({ command: 'history', at }, page, request, show, say);
    }
    return {
      blocks: await describeOuting(await useCases.seeing.outing(subject), show, say, people),
      buttons: [
        [
          { text: say('outing.correct'), data: `correct:${subject}` },
          { text: say('outing.withdraw'), data: `withdraw:${subject}` },
        ],
        [{ text: say('outing.back'), data: `history:${offset}` }],
      ],
    };
  },
};
