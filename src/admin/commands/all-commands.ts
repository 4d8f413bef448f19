import { approvals } from './approvals.ts';
import { approve } from './approve.ts';
import { cancel } from './cancel.ts';
import type { Command } from './command.ts';
import { correct } from './correct.ts';
import { drop } from './drop.ts';
import { edit } from './edit.ts';
import { figures } from './figures.ts';
import { createHelp } from './help.ts';
import { history } from './history.ts';
import { invite } from './invite.ts';
import { lockdown } from './lockdown.ts';
import { log } from './log.ts';
import { members } from './members.ts';
import { move } from './move.ts';
import { writeNew } from './new.ts';
import { pause } from './pause.ts';
import { plan } from './plan.ts';
import { preview } from './preview.ts';
import { publishStale } from './publish-stale.ts';
import { questions } from './questions.ts';
import { queue } from './queue.ts';
import { quiet } from './quiet.ts';
import { reject } from './reject.ts';
import { remove } from './remove.ts';
import { resume } from './resume.ts';
import { schedule } from './schedule.ts';
import { settle } from './settle.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { tags } from './tags.ts';
import { timezone } from './timezone.ts';
import { withdraw } from './withdraw.ts';

/** In the order of the menu. */
export function allCommands(): readonly Command[] {
  const commands: readonly Command[] = [
    status,
    queue,
    plan,
    history,
    questions,
    writeNew,
    approvals,
    preview,
    schedule,
    edit,
    move,
    cancel,
    correct,
    withdraw,
    stop,
    pause,
    resume,
    figures,
    tags,
    log,
    timezone,
    quiet,
    publishStale,
    members,
    invite,
    remove,
    lockdown,
    createHelp(() => commands),
    start,
    settle,
    drop,
    approve,
    reject,
  ];
  return commands;
}
