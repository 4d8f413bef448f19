import { keyOf } from '../../campaign/approvals/approval-use-cases.ts';
import { approvalsOf } from '../../domain/approval.ts';
import { SEES } from '../../domain/member.ts';
import { block, bold, section } from '../answer.ts';
import { createPresenter } from '../present.ts';
import type { Command } from './command.ts';

/** So many fit a phone's screen with their buttons. */
const MOST = 10;

/** `/approvals` lists what waits; a button shows all of one. */
export const approvals: Command = {
  name: 'approvals',
  roles: SEES,
  async answer({ argument, language, timeZone, say }, { useCases, approvals: messages }) {
    if (argument !== '') {
      return messages.show(await useCases.approvals.show(argument), language, say, timeZone);
    }
    const open = await useCases.approvals.open();
    if (open.length === 0) return { blocks: [block(say('approvals.empty'))] };
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    const shown = open.slice(0, MOST);
    return {
      blocks: [
        block(bold(say('approvals.title', { count: open.length }))),
        ...shown.map(request =>
          section(`${show.time(request.dueAt, request.post)} · ${show.title(request.post)}`, [
            ...(request.correction ? [say('correction.what')] : []),
            say('state.approval', { ...approvalsOf(request) }),
            ...show.outing(request),
          ]),
        ),
      ],
      buttons: shown.map(request => [
        {
          text: `${show.shortTime(request.dueAt, request.post)} · ${show.title(request.post)}`,
          data: `approvals:${keyOf(request)}`,
        },
      ]),
    };
  },
};
