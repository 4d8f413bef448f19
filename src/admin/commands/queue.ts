import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { createPresenter } from '../present.ts';
import type { Command } from './command.ts';

const PAGE = 24;

export const queue: Command = {
  name: 'queue',
  roles: SEES,
  inPlace: true,
  async answer({ argument, language, say }, { useCases }) {
    const offset = /^\d{1,6}$/.test(argument) ? Number(argument) : 0;
    const { deliveries, total } = await useCases.queue({ limit: PAGE, offset });
    if (deliveries.length === 0) return { blocks: [block(say('queue.empty'))] };
    const show = createPresenter(useCases.campaigns(), language, say);
    const from = offset + 1;
    const to = offset + deliveries.length;
    const back = { text: say('queue.back'), data: `queue:${Math.max(0, offset - PAGE)}` };
    const on = { text: say('queue.on'), data: `queue:${offset + PAGE}` };
    return {
      blocks: [block(bold(say('queue.title', { from, to, total }))), ...show.sections(deliveries)],
      buttons: [[...(offset > 0 ? [back] : []), ...(to < total ? [on] : [])]],
    };
  },
};
