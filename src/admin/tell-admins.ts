import { groupQuestions, isAsking } from '../campaign/questions/question.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { Notice } from '../domain/notice.ts';
import type { ChatTexts } from './chat-texts.ts';
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

/** Tells one admin: a message per question, and one for all deliveries that only have news. */
export async function tellAdmin(
  { line, texts, useCases, questions }: TellDependencies,
  notices: readonly Notice[],
  admin: number,
  language: Language,
): Promise<void> {
  const say = texts.say(language);
  const deliveries = notices.flatMap(notice => (notice.kind === 'delivery' ? [notice.delivery] : []));
  for (const question of groupQuestions(deliveries)) await questions.ask(question, admin, language);
  const isNews = (delivery: Delivery) => !isAsking(delivery);
  const news = deliveries.filter(isNews);
  if (news.length > 0) await sendAnswer(line, admin, describeDeliveries(news, useCases, language, say));
  for (const notice of notices) {
    if (notice.kind === 'delivery') continue;
    await sendAnswer(line, admin, describeNotice(notice, useCases, language, say));
  }
}
