import { approvalsOf } from '../../domain/approval.ts';
import { APPROVES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { textOf } from '../approval-messages.ts';
import { describeReport } from '../describe-report.ts';
import { createPresenter } from '../present.ts';
import { approvals as list } from './approvals.ts';
import type { Command } from './command.ts';

/** A busy network is waited for. */
const PATIENCE_MS = 10 * 60_000;

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
    const { request, complete } = await useCases.approvals.approve({ key: argument, admin });
    await approvals.spread(request, { admin, name });
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    const { given, needed } = approvalsOf(request);
    const values = {
      given,
      needed,
      title: show.title(request.post),
      time: show.time(request.dueAt, request.post),
    };
    if (complete && request.correction) {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const report = await useCases.corrections.carryOut(request.hash, signal);
      if (report !== undefined) {
        return { blocks: describeReport(say('correction.complete', values), report, say) };
      }
    }
    return { blocks: [block(bold(say(textOf(request, given >= needed ? 'complete' : 'counted'), values)))] };
  },
};
