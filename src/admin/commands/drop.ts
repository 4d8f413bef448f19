import { WRITES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import type { Command } from './command.ts';

/** `drop:<campaign>` asks once more, `drop:<campaign> yes` calls off what was too much for an hour. */
export const drop: Command = {
  name: 'drop',
  roles: WRITES,
  hidden: true,
  async answer({ argument, admin, name, say }, { useCases, tellOthers }) {
    const [campaign = '', word] = argument.split(/\s+/);
    if (word !== 'yes') {
      const count = await useCases.halt.crowd(campaign);
      return {
        blocks: [block(bold(say('drop.sure', { count, campaign })))],
        buttons: [
          [
            { text: say('drop.yes', { count }), data: `drop:${campaign} yes` },
            { text: say('resume.too many'), data: `resume:${campaign}` },
          ],
        ],
      };
    }
    const count = await useCases.halt.drop({ campaign, admin });
    tellOthers(admin, theirs => ({
      blocks: [block(bold(`${name}: ${theirs('cancel.done', { count })}`))],
    }));
    return { blocks: [block(bold(say('cancel.done', { count })))] };
  },
};
