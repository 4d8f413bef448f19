import type { JsonObject } from '../../domain/json.ts';
import { badRequest } from './api-error.ts';
import type { MethodHandler } from './method.ts';
import { isObject, type Params } from './params.ts';
import type { World } from './world.ts';

const MOST = 100;

export const setMyCommands: MethodHandler = ({ world }, params) => {
  const commands = params.list('commands');
  if (commands === undefined) throw badRequest("can't parse commands: expected an Array");
  if (commands.length > MOST) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  world.commands.set(keyOf(params), commands.map(readCommand));
  world.changed();
  return true;
};

export const getMyCommands: MethodHandler = ({ world }, params) => [
  ...(world.commands.get(keyOf(params)) ?? []),
];

export const deleteMyCommands: MethodHandler = ({ world }, params) => {
  world.commands.delete(keyOf(params));
  world.changed();
  return true;
};

function keyOf(params: Params): string {
  const scope = params.object('scope') ?? { type: 'default' };
  if (typeof scope.type !== 'string') throw badRequest('BotCommandScope type must be specified');
  return commandsKey(scope, params.text('language_code'));
}

function commandsKey(scope: JsonObject, language: string): string {
  return JSON.stringify([
    scope.type ?? '',
    String(scope.chat_id ?? ''),
    String(scope.user_id ?? ''),
    language,
  ]);
}

/** The menu that a person sees in the private chat: the narrowest scope, and in it their own language, wins. */
export function privateCommands(world: World, user: number, language: string): readonly JsonObject[] {
  const scopes = [{ type: 'chat', chat_id: user }, { type: 'all_private_chats' }, { type: 'default' }];
  const keys = scopes.flatMap(scope => [commandsKey(scope, language), commandsKey(scope, '')]);
  const key = keys.find(known => world.commands.has(known));
  return key === undefined ? [] : (world.commands.get(key) ?? []);
}

function readCommand(value: unknown): JsonObject {
  const given = value as JsonObject;
  if (!isObject(given)) throw badRequest("can't parse BotCommand: expected an Object");
  const command = typeof given.command === 'string' ? given.command.replace(/^\//, '').toLowerCase() : '';
  const description = typeof given.description === 'string' ? given.description.trim() : '';
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description === '' || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command, description };
}
