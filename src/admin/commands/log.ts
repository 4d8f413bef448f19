import type { AuditLine } from '../../domain/ledger.ts';
import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { pageButtons } from '../list-outings.ts';
import { sayTime } from '../present.ts';
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
    const title = say('log.title', { from: offset + 1, to: offset + lines.length, total });
    return {
      blocks: [block(bold(title)), ...lines.map(line => describeLine(line, zone, call))],
      buttons: [pageButtons('log', offset, LINES, total, say)],
    };
  },
};

function describeLine(line: AuditLine, zone: string, call: Call) {
  const { at, admin, action, subject, before, after, detail } = line;
  const { say, language, timeZone } = call;
  const who = admin === call.admin ? say('log.you') : say(`log.by.${admin}`, { defaultValue: admin });
  const what = say(`log.action.${action}`, { defaultValue: action });
  const time = sayTime(at, zone, timeZone, language, say);
  const change = before === null && after === null ? [] : [`${before ?? '–'} → ${after ?? '–'}`];
  const more = detail === undefined || detail === before || detail === after ? [] : [detail];
  const lines = [`${what}: ${subject}`, ...change, ...more];
  return block(bold(`${time} · ${who}`), ...lines.map(line => `\n${line}`));
}
