import { WRITES } from '../../domain/member.ts';
import { type Answer, block, bold } from '../answer.ts';
import { describeReport } from '../describe-report.ts';
import { Misunderstood } from '../misunderstood.ts';
import { isPage, pickOuting, readOuting } from '../pick.ts';
import { createPresenter } from '../present.ts';
import type { Call, Command, CommandDependencies } from './command.ts';

const PATIENCE_MS = 10 * 60_000;

/**
 * `/correct` asks what; `/correct <post>` asks how: what is out is made to say what the campaign's files say now, which are
 * read again, edited where it can be, elsewhere by a reply or by taking it down and publishing it anew.
 */
export const correct: Command = {
  name: 'correct',
  roles: WRITES,
  async answer(call, dependencies) {
    if (isPage(call.argument)) {
      const picking = { command: 'correct', question: 'correct.which', from: 'history' as const };
      return pickOuting({ ...picking, fits: ({ states }) => 'published' in states }, call, dependencies);
    }
    return amendOuting('correct', call, dependencies);
  },
};

/** Shared with `/edit`, which does the same with what is not out yet. */
export async function amendOuting(
  command: 'correct' | 'edit',
  { argument, admin, language, timeZone, say }: Call,
  dependencies: CommandDependencies,
): Promise<Answer> {
  const { useCases } = dependencies;
  const [named = '', word] = argument.split(/\s+/);
  const outing = await readOuting(named, dependencies);
  if (outing === undefined) throw new Misunderstood('withdraw.nothing', { subject: named });
  const { post, occurrence } = outing;
  const subject = `${post}/${occurrence}`;
  const show = createPresenter(useCases.campaigns(), language, say, timeZone);
  const title = show.title(post);
  if (word !== 'yes' && word !== 'replace') {
    const { dueAt } = await useCases.seeing.outing(subject);
    const replace = { text: say('correct.replace'), data: `${command}:${subject} replace` };
    return {
      blocks: [block(bold(say(`${command}.sure`, { title, time: show.time(dueAt, post) })))],
      buttons: [
        [{ text: say(`${command}.yes`), data: `${command}:${subject} yes` }],
        ...(command === 'correct' ? [[replace]] : []),
      ],
    };
  }
  const request = { post, occurrence, admin, replace: word === 'replace' };
  const report = await useCases.amend.correct(request, AbortSignal.timeout(PATIENCE_MS));
  const again = report.deliveries.some(({ done }) => !done);
  return {
    blocks: describeReport(say(`${command}.done`, { title }), report, say),
    ...(again && { buttons: [[{ text: say('amend.again'), data: `${command}:${subject} ${word}` }]] }),
  };
}
