import { OWNS } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import type { Command } from './command.ts';

/** `/lockdown` asks once more, with what it will do and how it is undone; the button does it. */
export const lockdown: Command = {
  name: 'lockdown',
  roles: OWNS,
  urgent: true,
  async answer({ argument, pressed, admin, name, say }, { lockdown, silence, tellOthers }) {
    const undo = say(lockdown.needsKey ? 'lockdown.undoWithKey' : 'lockdown.undoWithoutKey');
    if (argument !== 'yes' || !pressed) {
      return {
        blocks: [block(bold(say('lockdown.sure'))), block(say('lockdown.what')), block(undo)],
        buttons: [[{ text: say('lockdown.yes'), data: 'lockdown:yes' }]],
      };
    }
    const { waiting, invitations, faults } = await lockdown.lock({ admin });
    const left = [
      ...faults,
      ...(await silence().then(
        () => [],
        () => ['buttons'],
      )),
    ];
    tellOthers(admin, theirs => ({ blocks: [block(bold(theirs('lockdown.told', { name })))] }));
    return {
      blocks: [
        block(bold(say('lockdown.done'))),
        block(
          say('stop.held', { count: waiting }),
          `\n${say('lockdown.dropped', { count: invitations })}`,
          ...left.map(fault => `\n${say('lockdown.left', { fault: say.retell(fault) })}`),
        ),
        block(undo),
      ],
    };
  },
};
