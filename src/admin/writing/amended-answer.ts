import type { WritingUseCases } from '../../campaign/writing/writing-use-cases.ts';
import { type Answer, block, bold } from '../answer.ts';
import type { Say } from '../chat-texts.ts';

type AmendReport = Awaited<ReturnType<WritingUseCases['amend']>>;

/** Where the post says the new words now, and where it could not be changed. */
export function amendedAnswer({ deliveries }: AmendReport, say: Say): Answer {
  const failed = deliveries.filter(({ done }) => !done);
  const count = deliveries.length - failed.length;
  return {
    blocks: [
      block(bold(say('writing.amended', { count }))),
      ...failed.map(({ place, faults }) => block(`${place}: ${faults.map(say.retell).join('; ')}`)),
    ],
  };
}
