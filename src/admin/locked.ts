import type { LockdownUseCases } from '../campaign/lockdown/lockdown-use-cases.ts';
import type { Role } from '../domain/member.ts';
import type { Visit } from './admit-update.ts';
import { block } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { readCommand } from './run-command.ts';
import { sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

export interface LockedDependencies {
  readonly line: TelegramLine;
  readonly lockdown: LockdownUseCases;
}

/** True: everything is locked down, and that was the answer. An owner may lock again, should something have been left. */
export function createLockedAnswer({ line, lockdown }: LockedDependencies) {
  return async (visit: Visit & { kind: 'message' | 'press' }, role: Role, say: Say): Promise<boolean> => {
    if ((await lockdown.state()) === undefined) return false;
    const name = visit.kind === 'message' ? readCommand(visit.text).name : visit.data.split(':')[0];
    if (name === 'lockdown' && role === 'owner') return false;
    const text = say(role === 'owner' ? 'lockdown.lockedForOwner' : 'lockdown.locked');
    if (visit.kind === 'press') {
      await line.call('answerCallbackQuery', { callback_query_id: visit.query, text, show_alert: true });
    } else {
      await sendAnswer(line, visit.admin, { blocks: [block(text)] });
    }
    return true;
  };
}
