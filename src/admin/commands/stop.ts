import type { Halted } from '../../campaign/halt/halt-use-cases.ts';
import { HALTS } from '../../domain/member.ts';
import { type Answer, block, bold } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import type { Command } from './command.ts';

/** Halts all publishing at once; asks nothing, since every second counts and `/resume` takes it back. */
export const stop: Command = {
  name: 'stop',
  roles: HALTS,
  urgent: true,
  async answer({ admin, name, say }, { useCases, tellOthers }) {
    const halted = await useCases.halt.stop({ admin });
    if (!halted.already) {
      tellOthers(admin, theirs => ({ blocks: [block(bold(theirs('stop.told', { name })))] }));
    }
    return describeHalted(say(halted.already ? 'stop.already' : 'stop.done'), halted, '', say);
  },
};

/** What waits now, what could not be caught, and how to take it back. `name`: what `/resume` takes. */
export function describeHalted(title: string, { waiting, inFlight }: Halted, name: string, say: Say): Answer {
  const counts = say('stop.waiting', { count: waiting });
  const late = inFlight === 0 ? '' : `\n${say('stop.inFlight', { count: inFlight })}`;
  return {
    blocks: [
      block(bold(title)),
      block(`${counts}${late}`),
      block(say('stop.undo', { command: `/resume ${name}`.trim() })),
    ],
    buttons: [[{ text: say('stop.resume'), data: `resume:${name}` }]],
  };
}
