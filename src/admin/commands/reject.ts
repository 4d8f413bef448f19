import { APPROVES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { textOf } from '../approval-messages.ts';
import { Misunderstood } from '../misunderstood.ts';
import { createPresenter } from '../present.ts';
import { approvals as list } from './approvals.ts';
import type { Command } from './command.ts';

/** As the button has it. */
const WITHOUT_REASON = '-';
const LONGEST_REASON = 500;

/** `reject <key>` asks for the reason; with it, or without one by a second button, the post is called off. */
export const reject: Command = {
  name: 'reject',
  roles: APPROVES,
  hidden: true,
  inPlace: true,
  async answer(call, dependencies) {
    const { argument, admin, name, language, say } = call;
    const [, key = '', words = ''] = /^(\S*)\s*(.*)$/s.exec(argument) ?? [];
    if (key === '') return list.answer(call, dependencies);
    const { useCases, approvals } = dependencies;
    const show = createPresenter(useCases.campaigns(), language, say);
    if (words === '') {
      const { request } = await useCases.approvals.show(key);
      return {
        blocks: [block(bold(say(textOf(request, 'why'), { title: show.title(request.post) })))],
        buttons: [
          [
            { text: say('approval.withoutReason'), data: `reject:${key} ${WITHOUT_REASON}` },
            { text: say('approval.back'), data: `approvals:${key}` },
          ],
        ],
        expects: `reject:${key}`,
      };
    }
    if (words.length > LONGEST_REASON) throw new Misunderstood('approval.tooLong', { count: LONGEST_REASON });
    const reason = words === WITHOUT_REASON ? '' : words;
    const { request } = await useCases.approvals.reject({ key, admin, reason });
    await approvals.spread(request, { admin, name });
    const values = { title: show.title(request.post), reason: reason || say('approval.noReason') };
    return { blocks: [block(bold(say(textOf(request, 'rejected'), values)))] };
  },
};
