import { subjectOfNotice } from '../campaign/questions/open-subjects.ts';
import { groupQuestions, isAsking } from '../campaign/questions/question.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import { figureValueText } from '../domain/figure.ts';
import type { Language } from '../domain/language.ts';
import type { Member } from '../domain/member.ts';
import type { Notice } from '../domain/notice.ts';
import type { Block } from '../domain/post.ts';
import { allowButtons } from './allow-buttons.ts';
import { type Answer, block, bold } from './answer.ts';
import type { ApprovalMessages } from './approval-messages.ts';
import type { ChatTexts, Say } from './chat-texts.ts';
import type { Command } from './commands/command.ts';
import { settle } from './commands/settle.ts';
import { describeWeek } from './describe-week.ts';
import { nameScope } from './name-scope.ts';
import type { News } from './news.ts';
import { describeDeliveries, describeNotice } from './notice.ts';
import { createPresenter, type Presenter } from './present.ts';
import type { Questions } from './questions.ts';
import { sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

export interface TellDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly useCases: UseCases;
  readonly questions: Questions;
  readonly commands: readonly Command[];
  readonly approvals: ApprovalMessages;
}

/** Who is told, and how they read. */
export interface Listener {
  readonly member: Member;
  readonly language: Language;
  readonly ownZone?: string;
  /** It waited for the end of the quiet hours. */
  readonly late?: true;
}

type Other = Exclude<Notice, { kind: 'delivery' | 'approval' }>;

/**
 * Tells one member: a message per question, and one for everything that is only news. Who may not answer hears of a
 * question as news.
 */
export async function tellMember(
  dependencies: TellDependencies,
  news: readonly News[],
  listener: Listener,
): Promise<void> {
  const { line, texts, useCases, questions, approvals, commands } = dependencies;
  const { member, language, ownZone, late } = listener;
  const say = texts.say(language);
  const show = createPresenter(useCases.campaigns(), language, say, ownZone);
  const chat = Number(member.id);
  const maySettle = settle.roles.includes(member.role);
  const deliveries = news.flatMap(one => (one.kind === 'delivery' ? [one.delivery] : []));
  const plain: Block[] = [];
  for (const question of maySettle ? groupQuestions(deliveries) : []) {
    await questions.ask(question, chat, language, ownZone);
  }
  const told = deliveries.filter(delivery => !maySettle || !isAsking(delivery));
  if (told.length > 0) plain.push(...describeDeliveries(told, useCases, language, say, ownZone).blocks);
  for (const one of news) {
    if (one.kind === 'delivery') continue;
    if (one.kind === 'approval') {
      await approvals.tell(one, member, language, ownZone);
      continue;
    }
    if (one.kind === 'week') {
      await sendAnswer(line, chat, describeWeek(one.report, show, say));
      continue;
    }
    const answer = allowButtons(describeNotice(one, useCases, language, say, ownZone), commands, member.role);
    const subject = subjectOfNotice(one);
    if (subject !== undefined && decides(answer)) {
      await questions.askAnything(subject, titleOf(one, show, say), chat, answer);
    } else plain.push(...answer.blocks);
  }
  if (plain.length === 0) return;
  const heading = late === true ? [block(bold(say('quiet.late')))] : [];
  await sendAnswer(line, chat, { blocks: [...heading, ...plain] });
}

/** A button is left that answers; the one that only shows the figures does not. */
function decides({ buttons = [] }: Answer): boolean {
  return buttons.flat().some(button => 'data' in button && button.data !== 'figures:');
}

/** What a question is about, in a few words. */
function titleOf(notice: Other, show: Presenter, say: Say): string {
  switch (notice.kind) {
    case 'stale post':
      return show.title(notice.post);
    case 'reading waits':
      return `${notice.reading.figure}: ${figureValueText(notice.reading.value)}`;
    case 'hold':
      return say(`hold.${notice.hold.kind}`, { scope: nameScope(notice.hold.scope, say) });
    default:
      return '';
  }
}
