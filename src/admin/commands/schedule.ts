import { WRITES } from '../../domain/member.ts';
import { type Answer, block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import { pickPost } from '../pick.ts';
import { createPresenter } from '../present.ts';
import { readTime } from '../read-time.ts';
import { instantOf, showUnderstood } from '../show-understood.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

/** What the button that confirms adds to the time. */
const YES = 'yes';

/**
 * `/schedule` asks which post, `/schedule <post>` when; the time is shown as it was understood, and nothing is planned before a
 * button says so.
 */
export const schedule: Command = {
  name: 'schedule',
  roles: WRITES,
  async answer(call, dependencies) {
    const [, post = '', words = ''] = /^(\S*)\s*(.*)$/s.exec(call.argument) ?? [];
    if (post === '') return pickPost('schedule', 'schedule.which', call, dependencies);
    const [, when = '', yes] = /^(.*?)(?:\s+(yes))?$/s.exec(words) ?? [];
    if (when === '') return askWhen(post, call, dependencies);
    return yes === YES ? plan(post, when, call, dependencies) : show(post, when, call, dependencies);
  },
};

function askWhen(post: string, { language, say }: Call, { useCases }: CommandDependencies): Answer {
  const show = createPresenter(useCases.campaigns(), language, say);
  const values = { title: show.title(post), zone: show.zone(post) };
  return { blocks: [block(bold(say('schedule.when', values)))], expects: `schedule:${post}` };
}

async function show(
  post: string,
  when: string,
  call: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const { language, timeZone, say } = call;
  const present = createPresenter(useCases.campaigns(), language, say, timeZone);
  const understood = await useCases.understandTime({ post, when });
  if (typeof understood !== 'object') {
    throw new Misunderstood(`time.${understood}`, { text: when, timeZone: present.zone(post) });
  }
  const { at } = understood;
  const values = {
    title: present.title(post),
    time: present.timeWithDay(at, post),
    zone: present.zone(post),
  };
  return {
    blocks: [block(bold(say('schedule.sure', values))), ...showUnderstood(understood, present, say)],
    buttons: [
      [{ text: say('schedule.yes'), data: `schedule:${post} ${instantOf(at)} ${YES}` }],
      [{ text: say('schedule.otherTime'), data: `schedule:${post}` }],
    ],
  };
}

async function plan(
  post: string,
  when: string,
  { admin, language, timeZone, say }: Call,
  { useCases, clock }: CommandDependencies,
): Promise<Answer> {
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  const now = clock.now();
  const wanted = new Date(when);
  // "now", confirmed a moment later, is still now.
  const at =
    wanted < now && now.getTime() - wanted.getTime() < PATIENCE_MS
      ? now
      : readTime(when, show.zone(post), now);
  const { occurrence, deliveries, costs = [] } = await useCases.schedule({ post, at, admin });
  const places = deliveries.map(({ place }) => place).join(', ');
  const approvals = deliveries.find(one => one.approvals !== undefined)?.approvals;
  const values = { title: show.title(post), time: show.time(at, post), zone: show.zone(post) };
  return {
    blocks: [
      block(bold(say('schedule.done', values))),
      block(say('schedule.places', { count: deliveries.length, places })),
      ...costs.map(({ amount, currency }) =>
        block(say('schedule.cost', { amount: show.money(amount, currency) })),
      ),
      ...(approvals === undefined ? [] : [block(say('state.approval', { ...approvals }))]),
      block(say('schedule.undo', { subject: `${post}/${occurrence}` })),
    ],
    buttons: [[{ text: say('schedule.cancel'), data: `cancel:${post}/${occurrence}` }]],
  };
}

const PATIENCE_MS = 10 * 60_000;
