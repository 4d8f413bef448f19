import { OWNS } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import type { Command } from './command.ts';
import { members as listMembers } from './members.ts';

/** `/remove <id>`: at once; without an id, the list of members with a button for each. */
export const remove: Command = {
  name: 'remove',
  roles: OWNS,
  // Somebody's phone may be in the wrong hands.
  urgent: true,
  async answer(call, dependencies) {
    const { argument, admin, name, say } = call;
    const { members, forget, tellOwners } = dependencies;
    if (argument === '') return listMembers.answer(call, dependencies);
    const id = /^\d{1,16}$/.exec(argument)?.[0];
    if (id === undefined) throw new Misunderstood('remove.incomplete');
    const { role } = await members.remove({ id, admin });
    await forget(id);
    tellOwners(admin, theirs => ({
      blocks: [block(theirs('remove.told', { name, id, role: theirs(`role.${role}`) }))],
    }));
    return {
      blocks: [block(bold(say('remove.done', { id, role: say(`role.${role}`) }))), block(say('remove.void'))],
    };
  },
};
