import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import type { Command } from './command.ts';

/** Lists those of the commands that the member may use, each with an example; `/help queue` shows one. */
export function createHelp(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    roles: SEES,
    async answer({ argument, role, say }, { useCases }) {
      const [campaign] = useCases.campaigns();
      const post = campaign?.posts[0]?.id ?? 'may-21/morning';
      const values = { post, timeZone: campaign?.timeZone ?? 'UTC' };
      const usable = commands().filter(({ hidden, roles }) => hidden !== true && roles.includes(role));
      const wanted = argument.replace(/^\//, '').toLowerCase();
      const shown = usable.filter(({ name }) => wanted === '' || name === wanted);
      if (shown.length === 0) throw new Misunderstood('error.unknown', { name: wanted });
      const lines = shown.map(({ name }) =>
        block(bold(`/${name}`), ` — ${say(`${name}.menu`)}\n${say(`${name}.example`, values)}`),
      );
      if (wanted !== '') return { blocks: lines };
      return {
        blocks: [
          block(say('help.role', { role: say(`role.${role}`) })),
          ...lines,
          block(say('help.times', values)),
        ],
      };
    },
  };
}
