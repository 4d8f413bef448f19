import { WRITES } from '../../domain/member.ts';
import { type Answer, block } from '../answer.ts';
import { Misunderstood } from '../misunderstood.ts';
import { amendedAnswer } from '../writing/amended-answer.ts';
import { hearMessage } from '../writing/hear-message.ts';
import { openManuscript, reopenManuscript, showManuscript } from '../writing/open-manuscript.ts';
import { orFault } from '../writing/or-fault.ts';
import { plannedAnswer } from '../writing/planned-answer.ts';
import { readPress } from '../writing/read-press.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

/**
 * `/new`: a post, step by step. What the member writes without a command is the answer to what was asked last; a command in
 * between leaves the post as it is.
 */
export const writeNew: Command = {
  name: 'new',
  roles: WRITES,
  inPlace: true,
  listens: true,
  async answer(call, dependencies) {
    if (call.heard !== undefined) return hearMessage(call, call.heard, dependencies);
    const [, id = '', verb = '', rest = ''] = /^(\S+)\s+(\S+)\s*(.*)$/s.exec(call.argument) ?? [];
    if (id === '') return openManuscript(call, dependencies);
    return id === 'reopen'
      ? reopenManuscript(verb, call, dependencies)
      : press(call, dependencies, { id, verb, rest });
  },
};

interface Press {
  readonly id: string;
  readonly verb: string;
  readonly rest: string;
}

async function press(call: Call, dependencies: CommandDependencies, pressed: Press): Promise<Answer> {
  const { admin, say } = call;
  const { id, verb, rest } = pressed;
  const { useCases } = dependencies;
  const { writing } = useCases;
  const view = await writing.current(admin);
  if (view?.manuscript.id !== id) throw new Misunderstood('fault.noManuscript');
  const show = (now: typeof view) => showManuscript(now, call, dependencies);
  switch (verb) {
    case 'drop':
      return askToDrop(id, call);
    case 'gone':
      await writing.discard(admin);
      return { blocks: [block(say('writing.dropped'))] };
    case 'anew':
      await writing.discard(admin);
      return show(await writing.begin(admin));
    case 'plan': {
      const plan = async () => plannedAnswer(await writing.plan(admin, id), view, useCases, call);
      return orFault(say, plan, () => show(view));
    }
    case 'amend': {
      const signal = AbortSignal.timeout(AMEND_MS);
      const amend = async () => amendedAnswer(await writing.amend(admin, id, signal), say);
      return orFault(say, amend, () => show(view));
    }
  }
  const change = readPress(verb, rest);
  const carryOut = async () => show(change ? await writing.change(admin, id, change) : view);
  return orFault(say, carryOut, () => show(view));
}

/** How long the networks may take to be changed. */
const AMEND_MS = 120_000;

function askToDrop(id: string, { say }: Call): Answer {
  return {
    blocks: [block(say('writing.dropSure'))],
    buttons: [
      [{ text: say('writing.dropYes'), data: `new:${id} gone` }],
      [{ text: say('writing.goOn'), data: `new:${id} on` }],
    ],
  };
}
