import type { UseCases } from '../campaign/use-cases.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import { type Answer, block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { createPresenter } from './present.ts';

/** What all admins are told without having asked. A delivery whose fate is unknown becomes a question with two buttons. */
export type Notice =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'delivery'; readonly delivery: Delivery };

/** The words of a notice that is no question. */
export function describeNotice(notice: Notice, useCases: UseCases, language: Language, say: Say): Answer {
  if (notice.kind === 'text') return { blocks: [block(notice.text)] };
  const { delivery } = notice;
  const show = createPresenter(useCases.campaigns(), language, say);
  return { blocks: [block(bold(say(`notice.${delivery.state}`))), ...show.sections([delivery])] };
}
