import type { Role } from '../domain/member.ts';
import type { Answer } from './answer.ts';
import type { Command } from './commands/command.ts';
import { mayUse } from './may-use.ts';

/** An answer without the buttons that the member may not press, or of which the command is not there. */
export function allowButtons(answer: Answer, commands: readonly Command[], role: Role): Answer {
  if (answer.buttons === undefined) return answer;
  const isAllowed = (data: string) => {
    const [, name, argument = ''] = /^(\w+):(.*)$/s.exec(data) ?? [];
    const command = commands.find(known => known.name === name);
    return command !== undefined && mayUse(command, role, argument.trim());
  };
  const rows = answer.buttons.map(row => row.filter(button => 'url' in button || isAllowed(button.data)));
  return { ...answer, buttons: rows.filter(row => row.length > 0) };
}
