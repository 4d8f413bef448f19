import type { Incident } from '../domain/incident.ts';
import { type Answer, block, bold } from './answer.ts';
import type { Say } from './chat-texts.ts';

/** What went wrong, why, and what a person can do about it. */
export function describeIncident({ kind, subject, why }: Incident, say: Say): Answer {
  return {
    blocks: [
      block(bold(say(`incident.${kind}.title`, { subject }))),
      block(why),
      block(say(`incident.${kind}.todo`)),
    ],
  };
}
