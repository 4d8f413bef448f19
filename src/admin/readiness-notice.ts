import { faultsOf } from '../campaign/ready/faults.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Language } from '../domain/language.ts';
import type { ReadinessNews, ReadyCheck } from '../domain/readiness.ts';
import { type Answer, block, bold, section } from './answer.ts';
import type { Say } from './chat-texts.ts';
import { createPresenter, type Presenter } from './present.ts';
import { titleIn } from './title-in.ts';

/** So many findings are shown; the terminal shows them all. */
const SHOWN = 12;

/** Whether an occasion that comes near would go out, and what to see to. */
export function describeReadiness(
  { readiness }: ReadinessNews,
  useCases: UseCases,
  language: Language,
  say: Say,
  ownZone?: string,
): Answer {
  const { occasion, titles, ready, deliveries: count, first, occurrence } = readiness;
  const show = createPresenter(useCases.campaigns(), language, say, ownZone);
  const title = titleIn(titles, language) ?? occurrence;
  const faults = faultsOf(readiness);
  const shown = faults.slice(0, SHOWN).map(check => lineOf(check, show, say));
  const rest = faults.length - shown.length;
  const lines = rest > 0 ? [...shown, say('ready.more', { count: rest })] : shown;
  return {
    blocks: [
      block(bold(say(ready ? 'ready.good' : 'ready.bad', { title }))),
      block(say('ready.count', { count, time: show.time(new Date(first), occasion) })),
      ...(lines.length === 0 ? [] : [section(say(ready ? 'ready.doubts' : 'ready.faults'), lines)]),
      block(say('ready.again', { command: `solidarity ready ${occasion.split('/')[1] ?? occasion}` })),
    ],
  };
}

function lineOf({ kind, subject, verdict, words }: ReadyCheck, show: Presenter, say: Say): string {
  const about = subject === undefined ? '' : ` ${say.retell(subject)}:`;
  return `${verdict === 'bad' ? '✗' : '?'} ${say(`ready.kind.${kind}`)}.${about} ${show.retell(words)}`;
}
