import type { LockdownUseCases } from '../campaign/lockdown/lockdown-use-cases.ts';
import type { MemberUseCases } from '../campaign/members/member-use-cases.ts';
import type { Language } from '../domain/language.ts';
import type { Member } from '../domain/member.ts';
import type { AdminLanguages } from './admin-languages.ts';
import type { Visit } from './admit-update.ts';
import { block, bold } from './answer.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { Command } from './commands/command.ts';
import type { Greeter } from './greet-newcomer.ts';
import { sendAnswer } from './send-answer.ts';
import { setMenus } from './set-menus.ts';
import type { TaskLines } from './task-lines.ts';
import type { TelegramLine } from './telegram-line.ts';

export interface DoorDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly commands: readonly Command[];
  readonly members: MemberUseCases;
  readonly lockdown: LockdownUseCases;
  readonly languages: AdminLanguages;
  readonly tasks: TaskLines;
  readonly greet: Greeter;
}

/** Whoever says `/start` and is no member: let in with a good invitation, else shown the channel, whatever they tried. */
export type Door = (visit: Visit & { kind: 'newcomer' }) => void;

export function openDoor(dependencies: DoorDependencies): Door {
  const { texts, members, lockdown, languages, tasks, greet } = dependencies;
  return ({ chat, name, token, languageCode }) => {
    if (lockdown.isKnown()) return;
    // Known without the database, so that guesses cost nothing.
    if (!members.opens(token)) return greet(chat, languageCode);
    tasks.add(chat, async () => {
      if ((await lockdown.state()) !== undefined) return;
      const member = await members.join({ token, id: String(chat) });
      if (member === undefined) return greet(chat, languageCode);
      const language = texts.choose(languageCode);
      await languages.note(chat, language);
      await welcome(dependencies, member, language);
      tellOwners(dependencies, member, name);
    });
  };
}

async function welcome({ line, texts, commands }: DoorDependencies, member: Member, language: Language) {
  const say = texts.say(language);
  await sendAnswer(line, Number(member.id), {
    blocks: [
      block(bold(say('join.welcome', { role: say(`role.${member.role}`) }))),
      block(say(`join.${member.role}`)),
      block(say('join.next')),
    ],
    buttons: [
      [
        { text: say('start.status'), data: 'status:' },
        { text: say('start.help'), data: 'help:' },
      ],
    ],
  });
  await setMenus(line, texts, commands, [member]);
}

/** With the name that Telegram shows at this moment; it is not kept. */
function tellOwners(
  { line, texts, members, languages, tasks }: DoorDependencies,
  member: Member,
  name: string,
): void {
  const owners = members.list().filter(({ id, role }) => role === 'owner' && id !== member.id);
  for (const owner of owners.map(({ id }) => Number(id))) {
    tasks.add(owner, async () => {
      const say = texts.say(languages.of(owner));
      const values = { name, id: member.id, role: say(`role.${member.role}`), by: member.invitedBy };
      const buttons = [[{ text: say('members.remove', { id: member.id }), data: `remove:${member.id}` }]];
      await sendAnswer(line, owner, { blocks: [block(say('join.told', values))], buttons });
    });
  }
}
