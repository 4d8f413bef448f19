import type { Delivery } from '../../domain/delivery.ts';
import { WRITES } from '../../domain/member.ts';
import { type Answer, block, bold } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import { isPage, pickOuting } from '../pick.ts';
import { createPresenter, type Presenter } from '../present.ts';
import { readTime } from '../read-time.ts';
import { instantOf, showUnderstood } from '../show-understood.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

/** `/move` asks what, `/move <post>` when to; nothing is moved before a button says so. Also the answer to a missed post. */
export const move: Command = {
  name: 'move',
  roles: WRITES,
  async answer(call, dependencies) {
    if (isPage(call.argument)) {
      return pickOuting({ command: 'move', question: 'move.which', from: 'queue' }, call, dependencies);
    }
    const [, subject = '', when = '', yes] = /^(\S+)\s*(.*?)(?:\s+(yes))?$/s.exec(call.argument) ?? [];
    if (when === '') return askWhen(subject, call, dependencies);
    return yes === 'yes'
      ? doMove(subject, when, call, dependencies)
      : look(subject, when, call, dependencies);
  },
};

async function askWhen(subject: string, call: Call, { useCases }: CommandDependencies): Promise<Answer> {
  const { language, timeZone, say } = call;
  const [first] = await useCases.moves.find(subject);
  if (first === undefined) throw new Misunderstood('move.which');
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  const values = {
    title: show.title(first.post),
    time: show.time(first.dueAt, first.post),
    zone: show.zone(first.post),
  };
  return { blocks: [block(bold(say('move.when', values)))], expects: `move:${subject}` };
}

async function look(
  subject: string,
  when: string,
  { language, timeZone, say }: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  const understood = await useCases.moves.look({ subject, when });
  if (typeof understood !== 'object') {
    throw new Misunderstood(`time.${understood}`, { text: when, timeZone: show.zone(subject) });
  }
  const { at, deliveries } = understood;
  const again = deliveries.some(({ approvals }) => approvals !== undefined);
  return {
    blocks: [
      block(bold(say('move.sure', valuesOf(deliveries, at, show, show.timeWithDay)))),
      ...showUnderstood(understood, show, say),
      ...(again ? [block(say('move.again'))] : []),
    ],
    buttons: [
      [{ text: say('move.yes'), data: `move:${subject} ${instantOf(at)} yes` }],
      [{ text: say('schedule.otherTime'), data: `move:${subject}` }],
    ],
  };
}

async function doMove(
  subject: string,
  when: string,
  { admin, language, timeZone, say }: Call,
  { useCases, clock }: CommandDependencies,
): Promise<Answer> {
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  const at = readTime(when, show.zone(subject), clock.now());
  const moved = await useCases.moves.move({ subject, at, admin });
  return { blocks: [block(bold(say('move.done', valuesOf(moved, at, show))))] };
}

function valuesOf(deliveries: readonly Delivery[], at: Date, show: Presenter, write = show.time) {
  const post = deliveries[0]?.post ?? '';
  return {
    title: show.title(post),
    time: write(at, post),
    zone: show.zone(post),
    count: deliveries.length,
  };
}
