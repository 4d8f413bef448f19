import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allCommands } from '../../src/admin/commands/all-commands.ts';
import { until } from '../admin/admin-harness.ts';
import { type ChatStage, faultsOf, openChatStage, PEOPLE, STRANGER, TEAM } from './chat-stage.ts';

type Walk = (stage: ChatStage) => Promise<void>;

const NOTE = 'sample/note';
/** An entry of a list: its time, and its title in either language. */
const LISTED = /^\d.+ · (Note|Заметка)$/m;
const HOUR_MS = 3_600_000;

/** Plans the note in an hour and gives its subject. */
async function planNote({ useCases, clock }: ChatStage): Promise<string> {
  const at = new Date(clock.now().getTime() + HOUR_MS);
  const { occurrence } = await useCases.schedule({ post: NOTE, at, admin: String(TEAM.other) });
  clock.turn(1_000);
  return `${NOTE}/${occurrence}`;
}

/** Lets an outing go out. */
async function deliver({ clock, house, desk }: ChatStage, subject: string): Promise<void> {
  clock.turn(HOUR_MS);
  for (let rounds = 0; rounds < 5; rounds += 1) {
    const waiting = await house.ledger.list({ named: subject, states: ['scheduled', 'planned'] });
    for (const { id, network } of waiting) {
      await desk.ring({ deliveryId: id, network }, new AbortController().signal);
    }
    clock.turn(60_000);
  }
  expect(await house.ledger.count({ named: subject, states: ['published'] })).toBeGreaterThan(3);
}

/** Every command, as somebody uses it who may. A command without a walk fails. */
const WALKS: Readonly<Record<string, Walk>> = {
  start: async ({ ask, labels, t }) => {
    expect(await ask('viewer', '/start')).toContain(t('start.hello'));
    expect(labels('viewer')).toEqual([t('start.status'), t('start.queue'), t('start.help')]);
    expect(await ask('viewer', '/start tags')).toContain(t('tags.networks'));
  },
  help: async ({ ask, t }) => {
    const visible = allCommands().filter(({ hidden }) => hidden !== true);
    for (const person of PEOPLE) {
      const help = await ask(person, '/help');
      const role = person === 'other' ? 'owner' : person;
      expect(help).toContain(t('help.role', { role: t(`role.${role}`) }));
      for (const { name, roles } of visible) {
        expect(help.includes(`/${name} — ${t(`${name}.menu`)}`)).toBe(roles.includes(role));
      }
    }
    expect(await ask('viewer', '/help queue')).toContain(`/queue — ${t('queue.menu')}`);
  },
  status: async ({ ask, labels, t }) => {
    const status = await ask('viewer', '/status');
    expect(status).toContain(t('status.networks'));
    expect(status).toMatch(/sample|status|\d/);
    expect(labels('viewer')).toContain(t('status.again'));
  },
  queue: async stage => {
    const { ask, press, labels, t, last } = stage;
    const subject = await planNote(stage);
    expect(await ask('editor', '/queue')).toMatch(LISTED);
    const entry = last('editor')?.buttons[0]?.[0]?.text ?? '';
    expect(await press('editor', entry)).toContain('x-en');
    expect(labels('editor')).toEqual(expect.arrayContaining([t('outing.preview'), t('outing.cancel')]));
    expect(await press('editor', t('outing.back'))).toMatch(LISTED);
    await ask('viewer', `/queue ${subject}`);
    expect(labels('viewer')).toContain(t('outing.preview'));
    expect(labels('viewer')).not.toContain(t('outing.cancel'));
    expect(await ask('viewer', '/queue sample/note/never')).toBe(
      t('fault.noOuting', { subject: 'sample/note/never' }),
    );
  },
  plan: async stage => {
    const { ask, press, t } = stage;
    await planNote(stage);
    expect(await ask('viewer', '/plan')).toMatch(LISTED);
    const year = stage.clock.now().getUTCFullYear();
    expect(await press('viewer', `‹ ${year - 1}`)).toBe(t('plan.empty', { span: year - 1 }));
    expect(await ask('viewer', '/plan never')).toBe(t('plan.unclear', { text: 'never' }));
  },
  history: async stage => {
    const { ask, press, last, t } = stage;
    const subject = await planNote(stage);
    await deliver(stage, subject);
    expect(await ask('viewer', '/history')).toMatch(LISTED);
    const entry = last('viewer')?.buttons[0]?.[0]?.text ?? '';
    await press('viewer', entry);
    const links = last('viewer')?.entities.filter(({ type }) => type === 'text_link') ?? [];
    expect(links.length).toBeGreaterThan(3);
    expect(await press('viewer', t('outing.back'))).toMatch(LISTED);
  },
  questions: async ({ ask, t }) => {
    expect(await ask('editor', '/questions')).toBe(t('questions.none'));
  },
  preview: async ({ ask, press, language, t }) => {
    expect(await ask('viewer', '/preview')).toBe(t('preview.which'));
    await press('viewer', language === 'ru' ? 'Заметка' : 'Note');
    expect(await ask('viewer', `/preview ${NOTE} x en`)).toContain('They sit in cold cells.');
  },
  new: async ({ ask, t, useCases }) => {
    await ask('editor', '/new');
    expect(await useCases.writing.current(String(TEAM.editor))).toBeDefined();
    expect(await ask('editor', '/new')).toBe(t('writing.already'));
  },
  schedule: async ({ ask, t, house }) => {
    const before = (await house.ledger.list({ states: ['scheduled', 'planned'] })).length;
    expect(await ask('editor', '/schedule')).toBe(t('schedule.which'));
    await ask('editor', `/schedule ${NOTE} never`);
    await ask('editor', `/schedule ${NOTE} +2h`);
    expect((await house.ledger.list({ states: ['scheduled', 'planned'] })).length).toBe(before);
  },
  cancel: async stage => {
    const { ask, t, house } = stage;
    const subject = await planNote(stage);
    expect(await ask('editor', '/cancel')).toContain(t('cancel.which'));
    await ask('editor', `/cancel ${subject}`);
    const waits = () => house.ledger.list({ named: subject, states: ['planned', 'scheduled', 'held'] });
    expect((await waits()).length).toBeGreaterThan(0);
    await stage.press('editor', t('cancel.yes'));
    expect(await waits()).toEqual([]);
  },
  stop: async ({ ask, t, house, last }) => {
    expect(await ask('approver', '/stop')).toContain(t('stop.done'));
    expect((await house.ledger.holds()).map(({ kind }) => kind)).toEqual(['stop']);
    await until(() => last('viewer')?.text === t('stop.told', { name: 'Approver' }));
  },
  resume: async ({ ask, t, house }) => {
    await ask('owner', '/stop');
    expect(await ask('owner', '/resume')).toContain(t('resume.done', { what: t('scope.all') }));
    expect(await house.ledger.holds()).toEqual([]);
    expect(await ask('owner', '/resume')).toBe(t('fault.nothingHeld'));
  },
  pause: async ({ ask, t, house }) => {
    expect(await ask('editor', '/pause')).toContain('x');
    expect(await ask('editor', '/pause x')).toContain(
      t('pause.done', { scope: t('scope.network', { name: 'x' }) }),
    );
    expect(await ask('owner', '/resume')).toContain(t('resume.held'));
    await ask('owner', '/resume x');
    expect(await house.ledger.holds()).toEqual([]);
  },
  figures: async ({ ask, press, labels, language, t, useCases }) => {
    const figure = language === 'ru' ? 'женщины' : 'women';
    const day = (number: number) =>
      language === 'ru' ? `${number} нояб. 2026\u00a0г.` : `${number} Nov 2026`;
    expect(await ask('viewer', '/figures')).toMatch(/(women|женщины): 198 \(/);
    await ask('editor', '/figures women');
    expect(labels('editor')).toEqual([t('figures.change'), t('figures.all')]);
    expect(await ask('editor', '/figures set women')).toContain(t('figures.newValue', { figure }));
    expect(await ask('editor', '200 2026-11-19')).toContain(
      t('figures.inForce', { figure, value: '200', asOf: day(19) }),
    );
    expect(await ask('editor', '/figures set women 201 2026-11-20')).toContain(
      t('figures.inForce', { figure, value: '201', asOf: day(20) }),
    );
    await ask('editor', '/figures set women 900 2026-11-21');
    expect(labels('editor')).toEqual([t('reading.confirm'), t('reading.undo')]);
    await press('editor', t('reading.undo'));
    expect((await useCases.figures.show('women')).waiting).toEqual([]);
    expect(await ask('viewer', '/figures women')).toContain(t('figures.history'));
  },
  tags: async ({ ask, t }) => {
    const tags = await ask('viewer', '/tags');
    expect(tags).toContain('1. #FreeThemAll');
    expect(tags).toContain(t('tags.networks'));
  },
  log: async ({ ask, t }) => {
    await ask('owner', '/stop');
    await ask('owner', '/resume');
    const log = await ask('owner', '/log');
    expect(log).toContain(`${t('log.action.resume')}: ${t('scope.all')}`);
    expect(log).toContain(t('log.you'));
    expect(await ask('viewer', '/log')).toContain(String(TEAM.owner));
  },
  timezone: async ({ ask, t }) => {
    expect(await ask('viewer', '/timezone Tbilisi')).toContain(t('timezone.done', { zone: 'Asia/Tbilisi' }));
    expect(await ask('viewer', '/timezone Nowhere')).toBe(t('timezone.unknown', { name: 'Nowhere' }));
    await ask('viewer', '/timezone off');
  },
  quiet: async ({ ask, t }) => {
    const hours = { from: '23:30', to: '07:00', zone: 'Europe/Minsk' };
    expect(await ask('viewer', '/quiet 23:30-7')).toContain(t('quiet.now', hours));
    expect(await ask('viewer', '/quiet off')).toContain(t('quiet.none'));
  },
  publish: async ({ ask, t }) => {
    expect(await ask('editor', '/publish')).toBe(t('publish.incomplete'));
    await ask('editor', '/publish sample/women/never');
  },
  members: async ({ ask, t }) => {
    const members = await ask('owner', '/members');
    expect(members).toContain(`Editor (${TEAM.editor}): ${t('role.editor')}`);
  },
  invite: async ({ ask, telegram, language, members, t, labels, last }) => {
    expect(await ask('owner', '/invite')).toContain(t('invite.which'));
    expect(labels('owner')).toHaveLength(4);
    const link = await ask('owner', '/invite viewer');
    const token = /start=(\S+)/.exec(link)?.[1] ?? '';
    telegram.addUser({ id: 777, firstName: 'Newcomer' });
    await telegram.sendAsUser(777, `/start ${token}`, { language });
    await until(() => members.find('777') !== undefined);
    // The owners hear of it; what is asked next is answered after that.
    await until(() => last('owner')?.text.includes('777') === true);
    expect(await ask('owner', '/invite king')).toContain('king');
  },
  remove: async ({ ask, admit, members, t }) => {
    await admit(778, 'viewer');
    expect(await ask('owner', '/remove 778')).toContain(
      t('remove.done', { id: 778, role: t('role.viewer') }),
    );
    expect(members.find('778')).toBeUndefined();
    expect(await ask('owner', '/remove Anna')).toBe(t('remove.incomplete'));
  },
  edit: async stage => {
    const subject = await planNote(stage);
    expect(await stage.ask('editor', '/edit')).toBe(stage.t('edit.which'));
    await stage.ask('editor', `/edit ${subject}`);
    expect(await stage.press('editor', stage.t('edit.yes'))).toContain(stage.t('amend.planned anew'));
  },
  move: async stage => {
    const { ask, press, t, house } = stage;
    const subject = await planNote(stage);
    expect(await ask('editor', '/move')).toBe(t('move.which'));
    await ask('editor', `/move ${subject}`);
    await ask('editor', '+3h');
    await press('editor', t('move.yes'));
    const [moved] = await house.ledger.list({ named: subject });
    expect(moved?.dueAt.getTime()).toBeGreaterThan(stage.clock.now().getTime() + 2 * HOUR_MS);
  },
  correct: async stage => {
    const subject = await planNote(stage);
    await deliver(stage, subject);
    expect(await stage.ask('editor', '/correct')).toBe(stage.t('correct.which'));
    await stage.ask('editor', `/correct ${subject}`);
    expect(await stage.press('editor', stage.t('correct.yes'))).toContain(stage.t('amend.nothing to do'));
  },
  withdraw: async stage => {
    const subject = await planNote(stage);
    await deliver(stage, subject);
    expect(await stage.ask('editor', '/withdraw')).toBe(stage.t('withdraw.which'));
    await stage.ask('editor', `/withdraw ${subject}`);
    expect(await stage.press('editor', stage.t('withdraw.yes'))).toContain(stage.t('amend.withdrawn'));
    expect(await stage.house.ledger.count({ named: subject, states: ['published'] })).toBe(0);
  },
  // With something to approve: `tests/admin/approvals.test.ts`.
  approvals: async ({ ask, t }) => {
    expect(await ask('viewer', '/approvals')).toBe(t('approvals.empty'));
  },
  approve: async ({ ask, t }) => {
    expect(await ask('approver', '/approve 0123')).toBe(t('fault.approvalOver'));
  },
  reject: async ({ ask, t }) => {
    expect(await ask('approver', '/reject 0123')).toBe(t('fault.approvalOver'));
  },
  settle: async ({ ask, t }) => {
    expect(await ask('editor', '/settle x there')).toContain('/settle');
    expect(t('question.over')).not.toBe('');
  },
  drop: async ({ ask, t }) => {
    expect(await ask('editor', '/drop sample yes')).toBe(t('fault.noCrowd', { name: 'sample' }));
  },
  // The last one, since only the machine's own key undoes it.
  lockdown: async ({ ask, press, house, t }) => {
    expect(await ask('owner', '/lockdown')).toContain(t('lockdown.sure'));
    expect(await press('owner', t('lockdown.yes'))).toContain(t('lockdown.done'));
    expect((await house.ledger.holds()).map(({ kind }) => kind)).toContain('lockdown');
  },
};

test('there is a walk for every command, and no other', () => {
  const names = allCommands().map(({ name }) => name);
  expect(Object.keys(WALKS).toSorted()).toEqual(names.toSorted());
});

describe.each(['en', 'ru'] as const)('%s', language => {
  let stage: ChatStage;
  beforeAll(async () => {
    stage = await openChatStage(language);
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  test.each(Object.entries(WALKS).filter(([name]) => name !== 'lockdown'))('/%s', async (_, walk) => {
    await walk(stage);
    for (const { scope, kind } of await stage.house.ledger.holds()) await stage.house.desk.lift(scope, kind);
  });

  test('each command is refused in words for each role that may not', async () => {
    const audited = (await stage.audit()).length;
    const people = PEOPLE.filter(person => person !== 'other');
    for (const person of people) {
      const role = person as Exclude<typeof person, 'other'>;
      for (const { name, roles } of allCommands().filter(command => !command.roles.includes(role))) {
        if (name === 'settle') continue;
        const refused = stage.t('error.notYours', {
          role: stage.t(`role.${role}`),
          roles: roles.map(allowed => stage.t(`role.${allowed}`)).join(', '),
        });
        expect(await stage.ask(person, `/${name} sample`)).toBe(refused);
      }
    }
    expect(await stage.audit()).toHaveLength(audited);
  });

  test('strangers, anonymous admins, bots, groups, forwarded commands and forged buttons do nothing', async () => {
    const { telegram, chat, t, messages, audit } = stage;
    const owner = { id: TEAM.owner, is_bot: false, first_name: 'Owner' };
    const own = { id: TEAM.owner, type: 'private', first_name: 'Owner' };
    const stranger = { id: STRANGER, is_bot: false, first_name: 'Stranger' };
    const before = { audit: (await audit()).length, away: chat.turnedAway() };
    const message = { message_id: 9_000, date: 1, from: owner, chat: own };
    const foreign = [
      { from: stranger, chat: { ...own, id: STRANGER } },
      { chat: { id: -5, type: 'group', title: 'G' } },
      { sender_chat: { id: -5, type: 'supergroup', title: 'G' } },
      { forward_origin: { type: 'user', sender_user: owner, date: 1 } },
      { via_bot: { id: 9, is_bot: true, first_name: 'B' } },
      { from: { ...owner, is_bot: true } },
    ];
    const commands = allCommands().filter(({ name }) => name !== 'start');
    for (const { name } of commands) {
      for (const fields of foreign)
        telegram.pushUpdate({ message: { ...message, ...fields, text: `/${name}` } });
    }
    await until(() => chat.turnedAway() >= before.away + commands.length * foreign.length);
    expect(await audit()).toHaveLength(before.audit);
    const at = messages('viewer').at(-1)?.id ?? 0;
    for (const { name } of commands) {
      const query = telegram.forgePress(TEAM.viewer, at, `${name}:yes`, language);
      await until(() => telegram.callbackAnswer(query) !== undefined);
      expect(telegram.callbackAnswer(query)?.text).toBe(t('button.void'));
    }
    expect(telegram.chat(STRANGER).filter(({ from }) => from === 'bot')).toEqual([]);
    expect(stage.logged.join('\n')).not.toMatch(/555|stranger/i);
  });

  test('/lockdown', () => (WALKS.lockdown as Walk)(stage));

  test('an update that comes again is answered once', async () => {
    const { telegram, messages } = stage;
    const person = { id: TEAM.viewer, first_name: 'Viewer', language_code: language };
    const from = { ...person, is_bot: false };
    const message = { message_id: 9_001, date: 1, from, chat: { ...person, type: 'private' }, text: '/help' };
    const before = messages('viewer').length;
    // Later than all that came before, so that nothing comes after it.
    for (let times = 0; times < 3; times += 1) telegram.pushUpdate({ update_id: 900_000_000, message });
    telegram.pushUpdate({ update_id: 900_000_001, message });
    await until(() => messages('viewer').length === before + 2);
  });

  test('no message that anybody got shows a key or an open gap, or is too long; no name is logged', () => {
    const said = PEOPLE.flatMap(person => stage.messages(person));
    expect(said.length).toBeGreaterThan(80);
    const faults = said.flatMap(({ text, buttons }) => [
      ...faultsOf(text).map(fault => ({ fault, text })),
      ...buttons.flat().flatMap(button => faultsOf(button.text).map(fault => ({ fault, text: button.text }))),
    ]);
    expect(faults).toEqual([]);
    expect(stage.logged.filter(line => line.startsWith('A command of an admin failed'))).toEqual([]);
  });
});
