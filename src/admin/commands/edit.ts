import { WRITES } from '../../domain/member.ts';
import { isPage, pickOuting } from '../pick.ts';
import { reopenManuscript } from '../writing/open-manuscript.ts';
import type { Command } from './command.ts';
import { amendOuting } from './correct.ts';

/**
 * `/edit` asks what; a post that was written in the chat is opened again, to be written step by step; of a post of the campaign
 * the files are read again.
 */
export const edit: Command = {
  name: 'edit',
  roles: WRITES,
  async answer(call, dependencies) {
    if (isPage(call.argument)) {
      return pickOuting({ command: 'edit', question: 'edit.which', from: 'queue' }, call, dependencies);
    }
    const { useCases } = dependencies;
    const [campaign = '', name = ''] = (call.argument.split(/\s+/)[0] ?? '').split('/');
    const id = `${campaign}/${name}`;
    const posts = useCases.campaigns().flatMap(one => one.posts);
    const written = posts.find(post => post.id === id)?.inChat === true;
    if (written) return reopenManuscript(id, call, dependencies);
    return amendOuting('edit', call, dependencies);
  },
};
