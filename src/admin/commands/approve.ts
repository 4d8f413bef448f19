import { approvalsOf } from '../../domain/approval.ts';
import { APPROVES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { createPresenter } from '../present.ts';
import { approvals as list } from './approvals.ts';
import type { Command } from './command.ts';

/** The button of what waits for approval. */
export const approve: Command = {
  name: 'approve',
  roles: APPROVES,
  hidden: true,
  inPlace: true,
  async answer(call, dependencies) {
    const { argument, admin, name, language, timeZone, say } = call;
    if (argument === '') return list.answer(call, dependencies);
    const { useCases, approvals } = dependencies;
    const { request } = await useCases.approvals.approve({ key: argument, admin });
    await approvals.spread(request, { admin, name });
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    const { given, needed } = approvalsOf(request);
    const values = {
      given,
      needed,
      title: show.title(request.post),
      time: show.time(request.dueAt, request.post),
    };
    return { blocks: [block(bold(say(given >= needed ? 'approval.complete' : 'approval.counted', values)))] };
  },
};
