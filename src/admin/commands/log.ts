import type { HoldScope } from '../../domain/hold.ts';
import type { AuditLine } from '../../domain/ledger.ts';
import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { pageButtons } from '../list-outings.ts';
import { nameScope } from '../name-scope.ts';
import { createPresenter, type Presenter, sayTime } from '../present.ts';
import { readPage } from '../read-page.ts';
import type { Call, Command } from './command.ts';

const LINES = 10;

/** `/log`: who did what, the newest first. Members stand in it with their numeric ids, since no name is kept. */
export const log: Command = {
  name: 'log',
  roles: SEES,
  inPlace: true,
  async answer(call, { useCases }) {
    const { say } = call;
    const { offset } = readPage(call.argument);
    const { lines, total } = await useCases.seeing.log({ limit: LINES, offset });
    if (lines.length === 0) return { blocks: [block(say('log.empty'))] };
    const zone = useCases.campaigns()[0]?.timeZone ?? 'UTC';
    const show = createPresenter(useCases.campaigns(), call.language, say, call.timeZone);
    const title = say('log.title', { from: offset + 1, to: offset + lines.length, total });
    return {
      blocks: [block(bold(title)), ...lines.map(line => describeLine(line, zone, show, call))],
      buttons: [pageButtons('log', offset, LINES, total, say)],
    };
  },
};

/** What was written down in English is retold; names and ids stay. */
function describeLine(line: AuditLine, zone: string, show: Presenter, call: Call) {
  const { at, admin, action, subject, before, after, detail } = line;
  const { say, language, timeZone } = call;
  const who = admin === call.admin ? say('log.you') : say(`log.by.${admin}`, { defaultValue: admin });
  const what = say(`log.action.${action}`, { defaultValue: action });
  const time = sayTime(at, zone, timeZone, language, say);
  const told = (words: string | null) => (words === null ? '–' : show.retell(words));
  const change = before === null && after === null ? [] : [`${told(before)} → ${told(after)}`];
  const more = detail === undefined || detail === before || detail === after ? [] : [told(detail)];
  const lines = [`${what}: ${aboutOf(subject, show, say)}`, ...change, ...more];
  return block(bold(`${time} · ${who}`), ...lines.map(line => `\n${line}`));
}

const SCOPE = /^(all|(network|place|campaign) \S+)$/;

/** A post is called as people call it; what it is about besides may be a scope, a figure or a member. */
function aboutOf(subject: string, show: Presenter, say: Call['say']): string {
  if (SCOPE.test(subject)) return nameScope(subject as HoldScope, say);
  const title = show.title(subject);
  return title === subject ? say.retell(show.figure(subject)) : title;
}
