import { type ApprovalView, keyOf } from '../campaign/approvals/approval-use-cases.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import { type ApprovalNotice, type ApprovalRequest, approvalsOf, rejectionOf } from '../domain/approval.ts';
import type { Language } from '../domain/language.ts';
import { APPROVES, HALTS, type Member, type Roster } from '../domain/member.ts';
import { type Answer, type Button, block, bold } from './answer.ts';
import type { AskedMessages } from './asked-messages.ts';
import type { ChatTexts, Say } from './chat-texts.ts';
import { describeDrafts, describeStated } from './describe-drafts.ts';
import { createPresenter } from './present.ts';
import { dropButtons, replaceAnswer, type SentMessage, sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

/** What members are shown who have to approve a post, and how the others see what one of them said. */
export interface ApprovalMessages {
  /** `ownZone`: the member's (IANA), where it is known. */
  tell(notice: ApprovalNotice, member: Member, language: Language, ownZone?: string): Promise<void>;
  /** The whole of it, figures first, with the buttons at the end. */
  show(view: ApprovalView, language: Language, say: Say, ownZone?: string): Answer;
  /** In the messages of the others: who said what, and what is still missing. */
  spread(request: ApprovalRequest, by: { readonly admin: string; readonly name: string }): Promise<void>;
  /** Takes the buttons from what a person was asked, who may not answer any more. */
  forget(chat: number): Promise<void>;
}

export interface ApprovalMessagesDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly useCases: Pick<UseCases, 'approvals' | 'campaigns'>;
  readonly members: Roster;
  readonly asked: AskedMessages<SentMessage>;
  readonly readerOf: (chat: number) => Reader;
}

/** How somebody reads: their language, and their own zone where it is known. */
interface Reader {
  readonly language: Language;
  readonly ownZone?: string | undefined;
}

export function createApprovalMessages(dependencies: ApprovalMessagesDependencies): ApprovalMessages {
  const { line, texts, useCases, members, asked, readerOf } = dependencies;
  const summary = (request: ApprovalRequest, key: string, reader: Reader): Answer => {
    const say = texts.say(reader.language);
    return { blocks: [block(bold(say(key, valuesOf(useCases, request, say, reader))))] };
  };
  const ask = async (request: ApprovalRequest, key: string, { id }: Member, reader: Reader) => {
    const buttons = buttonsOf(request, texts.say(reader.language));
    const sent = await sendAnswer(line, Number(id), { ...summary(request, key, reader), buttons });
    const before = await asked.note(request.hash, sent);
    // One place to answer is enough.
    if (before !== undefined) await dropButtons(line, before);
  };
  return {
    async tell({ news, request }, member, language, ownZone) {
      const reader = { language, ...(ownZone !== undefined && { ownZone }) };
      const tellThem = (key: string) => sendAnswer(line, Number(member.id), summary(request, key, reader));
      if (news === 'settled') {
        if (!request.writers.includes(member.id)) return;
        await tellThem(textOf(request, settledAs(request)));
        return;
      }
      const mayAnswer = isAsked(request, member);
      if (news === 'due' && !mayAnswer && HALTS.includes(member.role)) await tellThem('approval.due');
      if (news === 'asked' && lacksMembers(request, members) && isConcerned(request, member)) {
        await tellThem(textOf(request, 'nobody'));
      }
      if (!mayAnswer) return;
      if (news === 'asked') {
        const view = await useCases.approvals.viewOf(request);
        const { buttons: _, ...whole } = showView(useCases, view, texts.say(language), reader);
        await sendAnswer(line, Number(member.id), whole);
      }
      await ask(request, textOf(request, news), member, reader);
    },
    show: (view, language, say, ownZone) =>
      showView(useCases, view, say, { language, ...(ownZone !== undefined && { ownZone }) }),
    async spread(request, { admin, name }) {
      const { given, needed } = approvalsOf(request);
      const rejected = rejectionOf(request) !== undefined;
      const over = rejected || given >= needed;
      const known = over ? await asked.take(request.hash) : await asked.of(request.hash);
      const others = known.filter(({ chat }) => String(chat) !== admin);
      await Promise.allSettled(
        others.map(sent => {
          const reader = readerOf(sent.chat);
          const say = texts.say(reader.language);
          const values = { ...valuesOf(useCases, request, say, reader), name };
          const blocks = [block(bold(say(textOf(request, rejected ? 'rejectedBy' : 'approvedBy'), values)))];
          const answered = request.answers.some(answer => answer.admin === String(sent.chat));
          const buttons = over || answered ? {} : { buttons: buttonsOf(request, say) };
          return replaceAnswer(line, sent, { blocks, ...buttons });
        }),
      );
    },
    async forget(chat) {
      const theirs = await asked.forget(chat);
      await Promise.all(theirs.map(message => dropButtons(line, message)));
    },
  };
}

/** What is out is corrected in other words than a post goes out. */
export function textOf({ correction }: Pick<ApprovalRequest, 'correction'>, name: string): string {
  return `${correction ? 'correction' : 'approval'}.${name}`;
}

function settledAs(request: ApprovalRequest): 'granted' | 'refused' | 'lapsed' {
  if (rejectionOf(request) !== undefined) return 'refused';
  const { given, needed } = approvalsOf(request);
  return given >= needed ? 'granted' : 'lapsed';
}

/** May answer, did not write it, and has not answered yet. */
export function isAsked(
  { writers, answers }: ApprovalRequest,
  { id, role }: Pick<Member, 'id' | 'role'>,
): boolean {
  return APPROVES.includes(role) && !writers.includes(id) && !answers.some(({ admin }) => admin === id);
}

function lacksMembers(request: ApprovalRequest, members: Roster): boolean {
  const { given, needed } = approvalsOf(request);
  return given + members.list().filter(member => isAsked(request, member)).length < needed;
}

function isConcerned({ writers }: ApprovalRequest, { id, role }: Member): boolean {
  return role === 'owner' || writers.includes(id);
}

type Campaigns = Pick<UseCases, 'campaigns'>;

function valuesOf(useCases: Campaigns, request: ApprovalRequest, say: Say, { language, ownZone }: Reader) {
  const { post, occurrence, dueAt, lateAt } = request;
  const show = createPresenter(useCases.campaigns(), language, say, ownZone);
  return {
    ...approvalsOf(request),
    title: show.title(post),
    subject: `${post}/${occurrence}`,
    time: show.time(dueAt, post),
    zone: show.zone(post),
    late: show.time(lateAt, post),
    reason: rejectionOf(request)?.reason || say('approval.noReason'),
  };
}

function showView(useCases: Campaigns, view: ApprovalView, say: Say, reader: Reader): Answer {
  const { request } = view;
  const values = valuesOf(useCases, request, say, reader);
  const show = createPresenter(useCases.campaigns(), reader.language, say, reader.ownZone);
  return {
    blocks: [
      block(bold(say(textOf(request, 'whole'), values)), `\n${say(textOf(request, 'count'), values)}`),
      ...describeStated(view.figures, reader.language, say),
      ...describeDrafts(view.drafts, request.post, show, say),
    ],
    buttons: buttonsOf(request, say),
  };
}

function buttonsOf(request: ApprovalRequest, say: Say): readonly (readonly Button[])[] {
  const key = keyOf(request);
  return [
    [
      { text: say('approval.approve'), data: `approve:${key}` },
      { text: say('approval.reject'), data: `reject:${key}` },
    ],
    [{ text: say('approval.look'), data: `approvals:${key}` }],
  ];
}
