import { WRITES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import { createPresenter } from '../present.ts';
import type { Command } from './command.ts';

export const cancel: Command = {
  name: 'cancel',
  roles: WRITES,
  async answer({ argument, admin, language, say }, { useCases }) {
    if (argument === '') throw new Misunderstood('cancel.incomplete');
    const cancelled = await useCases.cancel({ subject: argument, admin });
    const show = createPresenter(useCases.campaigns(), language, say);
    const gone = cancelled.map(delivery => ({ ...delivery, state: 'cancelled' as const }));
    return { blocks: [block(bold(say('cancel.done', { count: gone.length }))), ...show.sections(gone)] };
  },
};
