import type { AdminLanguages } from './admin-languages.ts';
import type { Visit } from './admit-update.ts';
import { block } from './answer.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { Command } from './commands/command.ts';
import type { Admission } from './limit-commands.ts';
import type { Door } from './open-door.ts';
import type { Responder } from './respond.ts';
import { readCommand } from './run-command.ts';
import { sendAnswer } from './send-answer.ts';
import type { TaskLines } from './task-lines.ts';
import type { TelegramLine } from './telegram-line.ts';

export interface ReceiverOptions {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly commands: readonly Command[];
  readonly languages: AdminLanguages;
  readonly limit: (admin: number) => Admission;
  readonly tasks: TaskLines;
  readonly door: Door;
  readonly respond: Responder;
}

type AdminVisit = Visit & { kind: 'message' | 'press' };

/** Begins what a visit asks for, and waits for nothing. What is urgent is held up by no limit. */
export function createReceiver(options: ReceiverOptions): (visit: Visit) => void {
  const { texts, commands, languages, limit, tasks, door, respond } = options;
  const isOfAlbum = createAlbumWatch();
  return visit => {
    if (visit.kind === 'newcomer') return door(visit);
    if (visit.kind !== 'message' && visit.kind !== 'press') return;
    const language = texts.choose(visit.languageCode);
    // In the line of nobody: a database that is slow holds up no answer.
    tasks.add(0, () => languages.note(visit.admin, language));
    // The lines of urgent commands have negative keys: nothing that takes long is before them.
    if (isUrgent(visit, commands)) return tasks.add(-visit.admin, () => respond(visit, language));
    const admission = isOfAlbum(visit) ? 'in time' : limit(visit.admin);
    if (admission === 'in time') return tasks.add(visit.admin, () => respond(visit, language));
    tasks.add(-visit.admin, () => refuse(options, visit, admission));
  };
}

/** Telegram's own limit. */
const MOST_IN_ALBUM = 10;

/** Pictures that were sent together count once: true for all of them but the first. */
function createAlbumWatch(): (visit: AdminVisit) => boolean {
  const albums = new Map<number, { readonly group: string; readonly count: number }>();
  return visit => {
    const group = visit.kind === 'message' ? visit.more?.group : undefined;
    if (group === undefined) return false;
    const last = albums.get(visit.admin);
    const count = last?.group === group ? last.count + 1 : 1;
    albums.set(visit.admin, { group, count });
    return count > 1 && count <= MOST_IN_ALBUM;
  };
}

function isUrgent(visit: AdminVisit, commands: readonly Command[]): boolean {
  const name = visit.kind === 'message' ? readCommand(visit.text).name : visit.data.split(':')[0];
  return commands.some(command => command.name === name && command.urgent === true);
}

/** A button that is pressed shows why nothing happens; in the chat it is said once a minute. */
async function refuse(
  { line, texts }: ReceiverOptions,
  visit: AdminVisit,
  admission: Admission,
): Promise<void> {
  const text = texts.say(texts.choose(visit.languageCode))('error.tooMany');
  if (visit.kind === 'press') {
    await line.call('answerCallbackQuery', { callback_query_id: visit.query, text });
    return;
  }
  if (admission === 'told') await sendAnswer(line, visit.admin, { blocks: [block(text)] });
}
