import { WRITES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import { createPresenter } from '../present.ts';
import { readTime } from '../read-time.ts';
import type { Command } from './command.ts';

export const schedule: Command = {
  name: 'schedule',
  roles: WRITES,
  async answer({ argument, admin, language, say }, { useCases, clock }) {
    const [, post = '', when = ''] = /^(\S*)\s*(.*)$/s.exec(argument) ?? [];
    const show = createPresenter(useCases.campaigns(), language, say);
    const example = useCases.campaigns()[0]?.posts[0]?.id ?? 'may-21/morning';
    if (post === '' || when === '') throw new Misunderstood('schedule.incomplete', { post: post || example });
    const at = readTime(when, show.zone(post), clock.now());
    const { occurrence, deliveries, costs = [] } = await useCases.schedule({ post, at, admin });
    const places = deliveries.map(({ place }) => place).join(', ');
    return {
      blocks: [
        block(
          bold(
            say('schedule.done', {
              title: show.title(post),
              time: show.time(at, post),
              zone: show.zone(post),
            }),
          ),
        ),
        block(say('schedule.places', { count: deliveries.length, places })),
        ...costs.map(({ amount, currency }) =>
          block(say('schedule.cost', { amount: show.money(amount, currency) })),
        ),
        block(say('schedule.undo', { subject: `${post}/${occurrence}` })),
      ],
      buttons: [[{ text: say('schedule.cancel'), data: `cancel:${post}/${occurrence}` }]],
    };
  },
};
