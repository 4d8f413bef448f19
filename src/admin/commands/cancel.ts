import { createHash } from 'node:crypto';
import type { Delivery } from '../../domain/delivery.ts';
import { WRITES } from '../../domain/member.ts';
import { type Answer, block, bold } from '../answer.ts';
import { isPage, pickOuting } from '../pick.ts';
import { createPresenter } from '../present.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

const KEEP = 'keep';
const MARK_LENGTH = 12;

/**
 * `/cancel` asks what; `/cancel <post>` shows what would be called off; its button does it, once, and only where it is still
 * what was shown.
 */
export const cancel: Command = {
  name: 'cancel',
  roles: WRITES,
  inPlace: true,
  async answer(call, dependencies) {
    if (isPage(call.argument)) {
      return pickOuting({ command: 'cancel', question: 'cancel.which', from: 'queue' }, call, dependencies);
    }
    const [subject = '', word] = call.argument.split(/\s+/);
    if (word === undefined || !call.pressed) return ask(subject, 'cancel.sure', call, dependencies);
    return word === KEEP ? keep(call) : confirm(subject, word, call, dependencies);
  },
};

async function ask(
  subject: string,
  question: string,
  { language, timeZone, say }: Call,
  { useCases }: CommandDependencies,
): Promise<Answer> {
  const waiting = await useCases.findToCancel(subject);
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  return {
    // What it was asked from (a plan, a question) stays as it is.
    anew: true,
    blocks: [block(bold(say(question, { count: waiting.length }))), ...show.sections(waiting)],
    buttons: [
      [
        { text: say('cancel.yes'), data: `cancel:${subject} ${markOf(waiting)}` },
        { text: say('cancel.keep'), data: `cancel:${subject} ${KEEP}` },
      ],
    ],
  };
}

function keep({ say }: Call): Answer {
  return { blocks: [block(say('cancel.kept'))] };
}

async function confirm(subject: string, mark: string, call: Call, dependencies: CommandDependencies) {
  const { admin, language, timeZone, say } = call;
  const { useCases } = dependencies;
  const waiting = await useCases.findToCancel(subject);
  if (markOf(waiting) !== mark) return ask(subject, 'cancel.changed', call, dependencies);
  const only = waiting.map(({ id }) => id);
  const cancelled = await useCases.cancel({ subject, admin, only });
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  const gone = cancelled.map(delivery => ({ ...delivery, state: 'cancelled' as const }));
  return { blocks: [block(bold(say('cancel.done', { count: gone.length }))), ...show.sections(gone)] };
}

/** The same as long as the same waits for the same times. */
function markOf(waiting: readonly Delivery[]): string {
  const lines = waiting.map(({ id, dueAt }) => `${id} ${dueAt.toISOString()}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('base64url').slice(0, MARK_LENGTH);
}
