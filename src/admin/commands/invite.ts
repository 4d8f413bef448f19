import { OWNS, ROLES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import { sayTime } from '../present.ts';
import type { Command } from './command.ts';

/** `/invite <role>`: a link that makes whoever opens it first a member, within an hour. */
export const invite: Command = {
  name: 'invite',
  roles: OWNS,
  async answer({ argument, admin, language, timeZone, say }, { members, people, useCases }) {
    const word = argument.toLowerCase();
    if (word === '') {
      return {
        blocks: [
          block(bold(say('invite.which'))),
          ...ROLES.map(role => block(bold(say(`role.${role}`)), ` — ${say(`join.${role}`)}`)),
        ],
        buttons: ROLES.map(role => [{ text: say(`role.${role}`), data: `invite:${role}` }]),
      };
    }
    const role = ROLES.find(known => known === word || say(`role.${known}`).toLowerCase() === word);
    if (role === undefined) throw new Misunderstood('invite.unknown', { word, roles: ROLES.join(', ') });
    const { token, until } = await members.invite({ role, admin });
    const link = await people.linkFor(token);
    const there = useCases.campaigns()[0]?.timeZone ?? 'UTC';
    const time = sayTime(until, there, timeZone, language, say);
    return {
      blocks: [
        block(bold(say('invite.done', { role: say(`role.${role}`) }))),
        block({ kind: 'link', text: link, url: link }),
        block(say('invite.how', { time })),
      ],
    };
  },
};
