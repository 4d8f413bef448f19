import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allCommands } from '../../src/admin/commands/all-commands.ts';
import { ROLES } from '../../src/domain/member.ts';

const PAGE = readFileSync('docs/admin-chat.md', 'utf8');
const HEADING = `| command | ${ROLES.join(' | ')} |`;

/** What a role may do of a command: all of it, some of it (an argument asks for more), or nothing. */
function mark(command: ReturnType<typeof allCommands>[number], role: (typeof ROLES)[number]): string {
  const { roles, rolesFor } = command;
  if (!roles.includes(role)) return '';
  const asks = ['', 'x', 'set x 1 2026', 'confirm x', 'undo x'];
  const isNarrowed = asks.some(argument => rolesFor?.(argument).includes(role) === false);
  return isNarrowed ? 'in part' : 'yes';
}

test('docs/admin-chat.md says of every command who may use it, as the code has it, in the order of the menu', () => {
  const expected = allCommands()
    .filter(({ hidden }) => hidden !== true)
    .map(command => `| ${[`\`/${command.name}\``, ...ROLES.map(role => mark(command, role))].join(' | ')} |`);
  const lines = PAGE.split('\n');
  const from = lines.indexOf(HEADING);
  expect(from, `the page has the line ${HEADING}`).toBeGreaterThan(-1);
  const end = lines.indexOf('', from);
  expect(lines.slice(from + 2, end)).toEqual(expected);
});
