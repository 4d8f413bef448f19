import type { UseCases } from '../campaign/use-cases.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Hold } from '../domain/hold.ts';
import type { Language } from '../domain/language.ts';
import type { Notice } from '../domain/notice.ts';
import { type Answer, type Button, block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { describeFigureNotice, isFigureNotice } from './figure-notice.ts';
import { describeIncident } from './incident-notice.ts';
import { nameScope } from './name-scope.ts';
import { createPresenter, type Presenter } from './present.ts';
import { describeReadiness } from './readiness-notice.ts';

/** The words of a notice that is not about one delivery. */
export function describeNotice(
  notice: Exclude<Notice, { kind: 'delivery' | 'approval' }>,
  useCases: UseCases,
  language: Language,
  say: Say,
  ownZone?: string,
): Answer {
  if (isFigureNotice(notice)) return describeFigureNotice(notice, useCases, language, say, ownZone);
  const show = createPresenter(useCases.campaigns(), language, say, ownZone);
  if (notice.kind === 'incident') return describeIncident(notice.incident, show, say);
  if (notice.kind === 'readiness') return describeReadiness(notice, useCases, language, say, ownZone);
  return describeHold(notice.hold, show, say);
}

/** News of deliveries, by what became of them. */
export function describeDeliveries(
  deliveries: readonly Delivery[],
  useCases: UseCases,
  language: Language,
  say: Say,
  ownZone?: string,
): Answer {
  const show = createPresenter(useCases.campaigns(), language, say, ownZone);
  const byState = [...Map.groupBy(deliveries, ({ state }) => state)];
  return {
    blocks: byState.flatMap(([state, group]) => [
      block(bold(say(`notice.${state}`))),
      ...show.sections(group),
    ]),
  };
}

/** A hold that the house has set asks what to do. */
function describeHold({ scope, kind, why }: Hold, show: Presenter, say: Say): Answer {
  const reason = block(show.retell(why));
  const name = scope.slice(scope.indexOf(' ') + 1);
  const title = block(bold(say(`hold.${kind}`, { scope: nameScope(scope, say) })));
  const resume: Button = { text: say(`resume.${kind}`), data: `resume:${scope === 'all' ? '' : name}` };
  const drop: Button = { text: say('drop.button'), data: `drop:${name}` };
  switch (kind) {
    case 'credentials':
      return { blocks: [title, reason, block(say('hold.renew'))], buttons: [[resume]] };
    case 'too many':
      return { blocks: [title, reason], buttons: [[resume, drop]] };
    case 'budget':
    case 'stop':
    case 'pause':
      return { blocks: [title, reason], buttons: [[resume]] };
    default:
      return { blocks: [title, reason] };
  }
}
