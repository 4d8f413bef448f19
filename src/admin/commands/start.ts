import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { titleIn } from '../title-in.ts';
import type { Command } from './command.ts';
import { figures } from './figures.ts';
import { history } from './history.ts';
import { log } from './log.ts';
import { plan } from './plan.ts';
import { queue } from './queue.ts';
import { status } from './status.ts';
import { tags } from './tags.ts';

/** What `t.me/<bot>?start=<name>` may open: only commands that look; a link must not make anybody do anything. */
const LOOKS: readonly Command[] = [status, queue, plan, history, figures, tags, log];

/** `/start`; with the name of a command that looks, as a link brings it, that command's answer. */
export const start: Command = {
  name: 'start',
  roles: SEES,
  hidden: true,
  async answer(call, dependencies) {
    const { argument, role, say } = call;
    const { useCases, members } = dependencies;
    const linked = LOOKS.find(({ name }) => name === argument);
    if (linked !== undefined) return linked.answer({ ...call, argument: '' }, dependencies);
    // A link that somebody tried out, perhaps before sending it on.
    const tried = members.opens(argument)
      ? [block(say('start.alreadyIn', { role: say(`role.${role}`) }))]
      : [];
    const campaigns = useCases.campaigns().map(({ titles, id }) => titleIn(titles, call.language) ?? id);
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
        ],
        [{ text: say('start.help'), data: 'help:' }],
      ],
    };
  },
};
