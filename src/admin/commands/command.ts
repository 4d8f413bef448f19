import type { LockdownUseCases } from '../../campaign/lockdown/lockdown-use-cases.ts';
import type { MemberUseCases } from '../../campaign/members/member-use-cases.ts';
import type { UseCases } from '../../campaign/use-cases.ts';
import type { Language } from '../../domain/language.ts';
import type { Role } from '../../domain/member.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Answer } from '../answer.ts';
import type { ApprovalMessages } from '../approval-messages.ts';
import type { Say } from '../chat-texts.ts';
import type { FetchFile } from '../fetch-file.ts';
import type { MemberSettingsBook } from '../member-settings.ts';
import type { People } from '../people.ts';
import type { Questions } from '../questions.ts';
import type { MessageMore } from '../read-message-more.ts';
import type { TellOthers } from '../tell-others.ts';

/** A command as an admin gave it, by writing or by pressing. */
export interface Call {
  /** What stands after the command, without white space around it. */
  readonly argument: string;
  /** A numeric Telegram id. */
  readonly admin: string;
  /** At this moment; it is looked up for every call. */
  readonly role: Role;
  /** By its button, and not by writing it. */
  readonly pressed: boolean;
  /** First name, for the other admins; never kept. */
  readonly name: string;
  readonly language: Language;
  /** The member's own zone (IANA), where they have told it: times are shown by its clock too. */
  readonly timeZone?: string;
  readonly say: Say;
  /** A message that is no command, for the command that listens to those. */
  readonly heard?: HeardMessage;
}

export interface HeardMessage extends MessageMore {
  readonly text: string;
}

/** Who was not let in since the start: counted, and nothing else known of them. */
export interface TurnedAway {
  /** Updates that came from nobody who may write to the bot. */
  readonly updates: number;
  /** Calls of the webhook without its secret; absent where the bot polls. */
  readonly calls?: number;
}

export interface CommandDependencies {
  readonly useCases: UseCases;
  readonly clock: Clock;
  readonly questions: Questions;
  readonly approvals: ApprovalMessages;
  readonly tellOthers: TellOthers;
  readonly tellOwners: TellOthers;
  readonly members: MemberUseCases;
  readonly people: People;
  /** Forgets what the chat itself has of a member who was taken out. */
  readonly forget: (id: string) => Promise<void>;
  /** What members have chosen for themselves. */
  readonly settings: Pick<MemberSettingsBook, 'of' | 'change'>;
  /** Asks one member once more. */
  readonly tellAgain: (member: string, notices: readonly Notice[]) => Promise<void>;
  readonly lockdown: LockdownUseCases;
  /** Makes void every button that was ever shown. */
  readonly silence: () => Promise<void>;
  /** The bytes of a file that came in a message. */
  readonly fetchFile: FetchFile;
  readonly turnedAway: () => TurnedAway;
}

export interface Command {
  /** Without the slash; its texts stand in `chat.json` under the same name. */
  readonly name: string;
  /** Who may use it, by writing and by pressing; the others are told so, and it does not run. */
  readonly roles: readonly Role[];
  /** Where what an argument asks for is for fewer than `roles`. */
  readonly rolesFor?: (argument: string) => readonly Role[];
  /** Pressing its button changes the message instead of sending another. */
  readonly inPlace?: true;
  /** Waits for nothing else that the same admin asked for, and is answered however much that was. */
  readonly urgent?: true;
  /** Hears what is no command too. */
  readonly listens?: true;
  /** Reached by buttons only, and not in the menu. */
  readonly hidden?: true;
  answer(call: Call, dependencies: CommandDependencies): Promise<Answer>;
}
