import type { HoldScope } from '../../domain/hold.ts';
import type { AuditLine } from '../../domain/ledger.ts';
import { SEES } from '../../domain/member.ts';
import { block, bold } from '../answer.ts';
import { pageButtons } from '../list-outings.ts';
import { namePeople, peopleOf, withNames } from '../name-people.ts';
import { nameScope } from '../name-scope.ts';
import { createPresenter, type Presenter, sayTime } from '../present.ts';
import { readPage } from '../read-page.ts';
import type { Call, Command } from './command.ts';

const LINES = 10;

/** `/log`: who did what, the newest first. Names are asked of Telegram for the answer; the record has numeric ids. */
export const log: Command = {
  name: 'log',
  roles: SEES,
  inPlace: true,
  async answer(call, { useCases, people }) {
    const { say } = call;
    const { offset } = readPage(call.argument);
    const { lines, total } = await useCases.seeing.log({ limit: LINES, offset });
    if (lines.length === 0) return { blocks: [block(say('log.empty'))] };
    const zone = useCases.campaigns()[0]?.timeZone ?? 'UTC';
    const show = createPresenter(useCases.campaigns(), call.language, say, call.timeZone);
    const names = new Map([...(await namePeople(peopleOf(lines), people)), [call.admin, say('log.you')]]);
    const title = say('log.title', { from: offset + 1, to: offset + lines.length, total });
    return {
      blocks: [block(bold(title)), ...lines.map(line => describeLine(line, { zone, show, names, call }))],
      buttons: [pageButtons('log', offset, LINES, total, say)],
    };
  },
};

interface Describing {
  readonly zone: string;
  readonly show: Presenter;
  readonly names: ReadonlyMap<string, string>;
  readonly call: Call;
}

/** What was written down in English is retold; names stay. */
function describeLine(line: AuditLine, { zone, show, names, call }: Describing) {
  const { at, action, subject, detail } = line;
  const { say, language, timeZone } = call;
  const what = say(`log.action.${action}`, { defaultValue: action });
  const time = sayTime(at, zone, timeZone, language, say);
  const told = (words: string) => withNames(show.retell(words), names);
  const more = detail === undefined || detail === line.before || detail === line.after ? [] : [told(detail)];
  const about = withNames(aboutOf(subject, show, say), names);
  const lines = [`${what}: ${about}`, ...changeOf(line, told, say), ...more];
  return block(bold(`${time} · ${whoOf(line.admin, names, call)}`), ...lines.map(line => `\n${line}`));
}

/** Others with their id too, by which an owner takes somebody out. */
function whoOf(id: string, names: ReadonlyMap<string, string>, { admin, say }: Call): string {
  const name = names.get(id);
  if (name === undefined) return say(`log.by.${id}`, { defaultValue: id });
  return id === admin ? name : `${name} (${id})`;
}

/** Nothing of what was not there before, or is not there any more; of what was planned the detail has it all. */
function changeOf({ action, before, after }: AuditLine, told: (words: string) => string, say: Call['say']) {
  if (before === null) return after === null || action === 'schedule' ? [] : [told(after)];
  return after === null ? [say('log.was', { what: told(before) })] : [`${told(before)} → ${told(after)}`];
}

const SCOPE = /^(all|(network|place|campaign) \S+)$/;
/** A post, one of its times, and one of its places. */
const OUTING = /^([^/\s]+\/[^/\s]+)(?:\/([^/\s]+))?(?:\/([^/\s]+))?$/;

/** A post is called as people call it; what it is about besides may be a scope, a figure or a member. */
function aboutOf(subject: string, show: Presenter, say: Call['say']): string {
  if (SCOPE.test(subject)) return nameScope(subject as HoldScope, say);
  const [, post = '', occurrence, place] = OUTING.exec(subject) ?? [];
  const title = show.title(post);
  if (title === post) return say.retell(show.figure(subject));
  const time = occurrence === undefined ? '' : show.occurrence(occurrence, post);
  return [title, time, place ?? ''].filter(Boolean).join(' · ');
}
