import { WRITES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import type { Command } from './command.ts';

/** Lets a post out with the figures that it has; reached by the button of the question. */
export const publishStale: Command = {
  name: 'publish',
  roles: WRITES,
  hidden: true,
  inPlace: true,
  async answer({ argument, admin, say }, { useCases }) {
    const [, post, occurrence] = /^([^/\s]+\/[^/\s]+)\/(\S+)$/.exec(argument) ?? [];
    if (post === undefined || occurrence === undefined) throw new Misunderstood('publish.incomplete');
    await useCases.publishStale({ post, occurrence, admin });
    return { blocks: [block(bold(say('publish.done', { subject: argument })))] };
  },
};
