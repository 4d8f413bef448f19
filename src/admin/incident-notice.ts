import type { Incident } from '../domain/incident.ts';
import { type Answer, block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';
import type { Presenter } from './present.ts';

/** What went wrong, why, and what a person can do about it. */
export function describeIncident({ kind, subject, why }: Incident, show: Presenter, say: Say): Answer {
  return {
    blocks: [
      block(bold(say(`incident.${kind}.title`, { subject: say.retell(subject) }))),
      block(show.retell(why)),
      block(say(`incident.${kind}.todo`)),
    ],
  };
}
