import { WRITES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { isPage, pickOuting } from '../pick.ts';
import { createPresenter } from '../present.ts';
import type { Command } from './command.ts';

/** `/cancel` asks what; `/cancel <post>` calls it off. */
export const cancel: Command = {
  name: 'cancel',
  roles: WRITES,
  async answer(call, dependencies) {
    const { argument, admin, language, timeZone, say } = call;
    if (isPage(argument)) {
      return pickOuting({ command: 'cancel', question: 'cancel.which', from: 'queue' }, call, dependencies);
    }
    const { useCases } = dependencies;
    const cancelled = await useCases.cancel({ subject: argument, admin });
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    const gone = cancelled.map(delivery => ({ ...delivery, state: 'cancelled' as const }));
    return { blocks: [block(bold(say('cancel.done', { count: gone.length }))), ...show.sections(gone)] };
  },
};
