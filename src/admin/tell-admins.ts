import { groupQuestions, isAsking } from '../campaign/questions/question.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { Member } from '../domain/member.ts';
import type { Notice } from '../domain/notice.ts';
import type { ChatTexts } from './chat-texts.ts';
import { settle } from './commands/settle.ts';
import { describeDeliveries, describeNotice } from './notice.ts';
import type { Questions } from './questions.ts';
import { sendAnswer } from './send-answer.ts';
import type { TelegramLine } from './telegram-line.ts';

export interface TellDependencies {
  readonly line: TelegramLine;
  readonly texts: ChatTexts;
  readonly useCases: UseCases;
  readonly questions: Questions;
}

/**
 * Tells one member: a message per question, and one for all deliveries that only have news. Who may not answer hears of a
 * question as news.
 */
export async function tellAdmin(
  { line, texts, useCases, questions }: TellDependencies,
  notices: readonly Notice[],
  member: Member,
  language: Language,
): Promise<void> {
  const say = texts.say(language);
  const admin = Number(member.id);
  const answers = settle.roles.includes(member.role);
  const deliveries = notices.flatMap(notice => (notice.kind === 'delivery' ? [notice.delivery] : []));
  const questionsToAsk = answers ? groupQuestions(deliveries) : [];
  for (const question of questionsToAsk) await questions.ask(question, admin, language);
  const isNews = (delivery: Delivery) => !answers || !isAsking(delivery);
  const news = deliveries.filter(isNews);
  if (news.length > 0) await sendAnswer(line, admin, describeDeliveries(news, useCases, language, say));
  for (const notice of notices) {
    if (notice.kind === 'delivery' || notice.kind === 'approval') continue;
    const { buttons, ...told } = describeNotice(notice, useCases, language, say);
    await sendAnswer(line, admin, buttons === undefined || !answers ? told : { ...told, buttons });
  }
}
