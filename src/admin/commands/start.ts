import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import type { Command } from './command.ts';

export const start: Command = {
  name: 'start',
  roles: SEES,
  hidden: true,
  async answer({ argument, role, say }, { useCases, members }) {
    // A link that somebody tried out, perhaps before sending it on.
    const tried = members.opens(argument)
      ? [block(say('start.alreadyIn', { role: say(`role.${role}`) }))]
      : [];
    const campaigns = useCases.campaigns().map(({ id }) => id);
    return {
      blocks: [
        ...tried,
        block(bold(say('start.hello'))),
        block(say('start.what', { campaigns: campaigns.join(', ') })),
      ],
      buttons: [
        [
          { text: say('start.status'), data: 'status:' },
          { text: say('start.queue'), data: 'queue:' },
          { text: say('start.help'), data: 'help:' },
        ],
      ],
    };
  },
};
