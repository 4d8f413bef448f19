import { HALTS } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import { nameScope } from '../name-scope.ts';
import type { Command } from './command.ts';
import { describeHalted } from './stop.ts';

/** `/pause x`, `/pause x-en`, `/pause may-21`. */
export const pause: Command = {
  name: 'pause',
  roles: HALTS,
  urgent: true,
  async answer({ argument, admin, name, say }, { useCases, tellOthers }) {
    if (argument === '') {
      throw new Misunderstood('pause.incomplete', { names: useCases.halt.names().join(', ') });
    }
    const halted = await useCases.halt.pause({ name: argument, admin });
    if (!halted.already) {
      tellOthers(admin, theirs => ({
        blocks: [block(bold(theirs('pause.told', { name, scope: nameScope(halted.scope, theirs) })))],
      }));
    }
    const scope = nameScope(halted.scope, say);
    const title = say(halted.already ? 'pause.already' : 'pause.done', { scope });
    return describeHalted(title, halted, argument, say);
  },
};
