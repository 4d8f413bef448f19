import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import type { Command } from './command.ts';

/** Lists the commands that it is given, each with an example. */
export function createHelp(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    roles: SEES,
    async answer({ say }, { useCases }) {
      const [campaign] = useCases.campaigns();
      const post = campaign?.posts[0]?.id ?? 'may-21/morning';
      const values = { post, timeZone: campaign?.timeZone ?? 'UTC' };
      return {
        blocks: [
          ...commands()
            .filter(({ hidden }) => hidden !== true)
            .map(({ name }) =>
              block(bold(`/${name}`), ` — ${say(`${name}.menu`)}\n${say(`${name}.example`, values)}`),
            ),
          block(say('help.times', values)),
        ],
      };
    },
  };
}
