import type { NamedHold, Resumed } from '../../campaign/halt/halt-use-cases.ts';
import { HALTS, OWNS } from '../../domain/member.ts';
import { type Answer, type Button, block, bold, section } from '../answer.ts';
import type { Say } from '../chat-texts.ts';
import { nameScope } from '../name-scope.ts';
import type { Command } from './command.ts';

/** `/resume` after `/stop`; `/resume x` lifts whatever holds that network, place or campaign. */
export const resume: Command = {
  name: 'resume',
  roles: HALTS,
  urgent: true,
  // Without a name it takes back `/stop`.
  rolesFor: argument => (argument === '' ? OWNS : HALTS),
  async answer({ argument, admin, name, say }, { useCases, clock, tellOthers, tellOwners }) {
    const holds = await useCases.halt.holds();
    const isStopped = holds.some(hold => hold.name === '');
    if (argument === '' && holds.length > 0 && !isStopped) return listHolds(holds, say);
    const resumed = await useCases.halt.resume({ admin, ...(argument === '' ? {} : { name: argument }) });
    if (resumed.confirmUntil !== undefined) {
      const minutes = Math.round((resumed.confirmUntil.getTime() - clock.now().getTime()) / 60_000);
      tellOwners(admin, theirs => ({
        blocks: [block(bold(theirs('resume.asked', { name, minutes })))],
        buttons: [[{ text: theirs('resume.confirm'), data: 'resume:' }]],
      }));
      return { blocks: [block(bold(say('resume.second', { minutes })))] };
    }
    tellOthers(admin, theirs => {
      const what = namesOf(resumed, theirs);
      return { blocks: [block(bold(theirs('resume.told', { name, what })))] };
    });
    const done = block(bold(say('resume.done', { what: namesOf(resumed, say) })));
    if (resumed.left.length === 0) return { blocks: [done, block(say('resume.free'))] };
    const left = listHolds(resumed.left, say);
    return { ...left, blocks: [done, ...left.blocks] };
  },
};

function namesOf({ lifted }: Resumed, say: Say): string {
  return [...new Set(lifted.map(({ hold }) => nameScope(hold.scope, say)))].join(', ');
}

/** What is held, why, and a button for each that lets it go. */
export function listHolds(holds: readonly NamedHold[], say: Say): Answer {
  const line = ({ hold }: NamedHold) =>
    `${say(`hold.${hold.kind}`, { scope: nameScope(hold.scope, say) })}${reasonOf(hold, say)}`;
  const button = (name: string): Button => ({
    text: name === '' ? say('stop.resume') : say('resume.button', { name }),
    data: `resume:${name}`,
  });
  return {
    blocks: [section(say('resume.held'), holds.map(line))],
    buttons: [...new Set(holds.map(({ name }) => name))].map(name => [button(name)]),
  };
}

/** A person's stop or pause says why by itself. */
function reasonOf({ kind, why }: NamedHold['hold'], say: Say): string {
  return kind === 'stop' || kind === 'pause' ? '' : ` (${say.retell(why)})`;
}
