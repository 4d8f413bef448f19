import type { Role } from '../domain/member.ts';
import type { Call, Command } from './commands/command.ts';

export function mayUse(command: Command, role: Role, argument: string): boolean {
  return rolesOf(command, argument).includes(role);
}

/** In plain words: who may, and what to do. Fits the 200 characters of the notice that a button shows. */
export function refuseRole(command: Command, { role, argument, say }: Call): string {
  const roles = rolesOf(command, argument).map(allowed => say(`role.${allowed}`));
  return say('error.notYours', { role: say(`role.${role}`), roles: roles.join(', ') });
}

function rolesOf(command: Command, argument: string) {
  const narrower = command.rolesFor?.(argument) ?? command.roles;
  return command.roles.filter(role => narrower.includes(role));
}
