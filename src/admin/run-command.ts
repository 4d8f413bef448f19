import { InputError } from '../domain/input-error.ts';
import type { Log } from '../shared/log.ts';
import { type Answer, block } from './answer.ts';
import type { Call, Command, CommandDependencies } from './commands/command.ts';
import { mayUse, refuseRole } from './may-use.ts';
import { Misunderstood } from './misunderstood.ts';
import { suggestCommand } from './suggest-command.ts';

/** What an admin wrote: `/name@bot argument`; no name when it is no command. */
export function readCommand(text: string): { readonly name?: string; readonly argument: string } {
  const match = /^\/(\w*)(?:@\w+)?(?:\s+(.*))?$/s.exec(text.trim());
  if (match === null) return { argument: text.trim() };
  return { name: (match[1] ?? '').toLowerCase(), argument: (match[2] ?? '').trim() };
}

export type Runner = (command: Command, call: Call) => Promise<Answer>;

/** Runs a command for those who may use it; whatever goes wrong becomes an answer in plain words. */
export function createRunner(
  dependencies: CommandDependencies,
  log: Log,
  scrub: (text: string) => string,
): Runner {
  return async (command, call) => {
    if (!mayUse(command, call.role, call.argument)) return { blocks: [block(refuseRole(command, call))] };
    try {
      return await command.answer(call, dependencies);
    } catch (error) {
      if (error instanceof Misunderstood) return { blocks: [block(call.say(error.key, error.values))] };
      if (error instanceof InputError) return { blocks: [block(sayFault(error, call.say))] };
      log.error('A command of an admin failed', {
        command: command.name,
        error: scrub(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      });
      return { blocks: [block(call.say('error.unexpected'))] };
    }
  };
}

/** In the admin's language. */
export function sayFault({ words, message }: InputError, say: Call['say']): string {
  return words === undefined ? say.retell(message) : say(`fault.${words.key}`, words.values);
}

export function suggest(
  name: string | undefined,
  commands: readonly Command[],
  { say }: Pick<Call, 'say'>,
): Answer {
  if (name === undefined) return { blocks: [block(say('error.noCommand'))] };
  const known = commands.filter(({ name: other }) => other !== 'settle').map(({ name: other }) => other);
  const meant = suggestCommand(name, known);
  if (meant === undefined) return { blocks: [block(say('error.unknown', { name }))] };
  return {
    blocks: [block(say('error.mistyped', { name, meant }))],
    buttons: [[{ text: `/${meant}`, data: `${meant}:` }]],
  };
}
