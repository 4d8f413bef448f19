import type { WritingUseCases } from '../../campaign/writing/writing-use-cases.ts';
import { type Answer, block, bold } from '../answer.ts';
import type { Say } from '../chat-texts.ts';

type AmendReport = Awaited<ReturnType<WritingUseCases['amend']>>;

/** Where the post says the new words now, and where it could not be changed. */
export function amendedAnswer({ deliveries }: AmendReport, say: Say): Answer {
  const waiting = deliveries.filter(({ did }) => did === 'waits for approval').length;
  const failed = deliveries.filter(({ done }) => !done);
  const count = deliveries.filter(({ done, did }) => done && did !== 'waits for approval').length;
  return {
    blocks: [
      ...(count > 0 || waiting === 0 ? [block(bold(say('writing.amended', { count })))] : []),
      ...(waiting > 0 ? [block(bold(say('correction.asking', { count: waiting })))] : []),
      ...failed.map(({ place, faults }) => block(`${place}: ${faults.map(say.retell).join('; ')}`)),
    ],
  };
}
