import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import type { Notice } from '../domain/notice.ts';
import { type Answer, block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { describeFigureNotice, isFigureNotice } from './figure-notice.ts';
import { nameScope } from './name-scope.ts';
import { createPresenter } from './present.ts';

/** The words of a notice that is no question. */
export function describeNotice(notice: Notice, useCases: UseCases, language: Language, say: Say): Answer {
  if (isFigureNotice(notice)) return describeFigureNotice(notice, useCases, language, say);
  if (notice.kind === 'hold') {
    const { scope, kind, why } = notice.hold;
    return { blocks: [block(bold(say(`hold.${kind}`, { scope: nameScope(scope, say) }))), block(why)] };
  }
  const { delivery } = notice;
  const show = createPresenter(useCases.campaigns(), language, say);
  return { blocks: [block(bold(say(`notice.${delivery.state}`))), ...show.sections([delivery])] };
}
