import { WRITES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { describeReport } from '../describe-report.ts';
import { Misunderstood } from '../misunderstood.ts';
import { isPage, pickOuting, readOuting } from '../pick.ts';
import { createPresenter } from '../present.ts';
import type { Command } from './command.ts';

/** Taking down many posts may take a while. */
const PATIENCE_MS = 10 * 60_000;

/** `/withdraw` asks what; `/withdraw <post>` asks once more, then takes it down everywhere and says where it could not. */
export const withdraw: Command = {
  name: 'withdraw',
  roles: WRITES,
  async answer(call, dependencies) {
    const { admin, name, language, timeZone, say } = call;
    const { useCases, tellOthers } = dependencies;
    if (isPage(call.argument)) {
      const picking = { command: 'withdraw', question: 'withdraw.which', from: 'history' as const };
      const fits = ({ states }: { states: object }) => 'published' in states || 'failed' in states;
      return pickOuting({ ...picking, fits }, call, dependencies);
    }
    const [named = '', yes] = call.argument.split(/\s+/);
    const outing = await readOuting(named, dependencies);
    if (outing === undefined) throw new Misunderstood('withdraw.nothing', { subject: named });
    const { post, occurrence } = outing;
    const subject = `${post}/${occurrence}`;
    const show = createPresenter(useCases.campaigns(), language, say, timeZone);
    if (yes !== 'yes') {
      const { publishedAt, dueAt } = await useCases.seeing.outing(subject);
      const values = { title: show.title(post), time: show.time(publishedAt ?? dueAt, post) };
      return {
        blocks: [block(bold(say('withdraw.sure', values)))],
        buttons: [[{ text: say('withdraw.yes'), data: `withdraw:${subject} yes` }]],
      };
    }
    const report = await useCases.amend.withdraw(
      { post, occurrence, admin },
      AbortSignal.timeout(PATIENCE_MS),
    );
    tellOthers(admin, theirs => {
      const title = createPresenter(useCases.campaigns(), language, theirs).title(post);
      return { blocks: [block(bold(theirs('withdraw.told', { name, title })))] };
    });
    const again = report.deliveries.some(({ done }) => !done);
    return {
      blocks: describeReport(say('withdraw.done', { title: show.title(post) }), report, say),
      ...(again && { buttons: [[{ text: say('amend.again'), data: `withdraw:${subject} yes` }]] }),
    };
  },
};
