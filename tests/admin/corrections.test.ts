import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ManuscriptChange } from '../../src/campaign/writing/writing-use-cases.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { ladenJpeg } from '../media/laden-pictures.ts';
import { until } from './admin-harness.ts';
import { type ChatOnStage, openChatOnStage, PEOPLE, TEAM } from './chat-on-stage.ts';

const POST = 'sample/note';
const NETWORKS = ['telegram', 'bluesky', 'mastodon', 'x'] as const;
const HOUR_MS = 3_600_000;
const signal = new AbortController().signal;

const needing = (approvals: number) => {
  const files = campaignFiles('', {
    'sample/note.en.liquid': '{{ figures.women | count }} in custody {{ figures.women | as_of }}.',
    'sample/note.ru.liquid': '{{ figures.women | count }} в заключении {{ figures.women | as_of }}.',
  });
  const yaml = String(files['sample/campaign.yaml']).replace(
    'lateBy: 30d',
    `lateBy: 6h\napprovals: ${approvals}`,
  );
  return { ...files, 'sample/campaign.yaml': yaml };
};

/** The post is out, and its figure is another one since; everybody hears at any hour. */
async function openPublished(approvals: number): Promise<ChatOnStage> {
  const room = await openChatOnStage(needing(approvals));
  for (const person of PEOPLE) await room.ask(person, '/quiet off');
  const at = new Date(room.clock.now().getTime() + HOUR_MS);
  await room.useCases.schedule({ post: POST, at, admin: String(TEAM.editor) });
  for (const admin of [TEAM.owner, TEAM.otherOwner].slice(0, approvals)) {
    const [request] = await room.useCases.approvals.open();
    await room.useCases.approvals.approve({ key: keyOf(request?.hash), admin: String(admin) });
  }
  await room.sweep();
  await room.deliverAll();
  await room.tell();
  const asOf = room.clock.now().toISOString().slice(0, 10);
  await room.useCases.figures.set({ figure: 'women', value: '199', asOf, by: String(TEAM.owner) });
  return room;
}

const keyOf = (hash = '') => hash.slice(0, 20);
const shown = (room: ChatOnStage) => NETWORKS.map(name => room.timeline(name).map(({ text }) => text));
const says = (room: ChatOnStage, words: string) =>
  NETWORKS.filter(name => room.timeline(name).some(({ text }) => text.includes(words)));
const open = (room: ChatOnStage) => room.useCases.approvals.open();
const deliveries = (room: ChatOnStage) => room.house.ledger.list({ post: POST });

/** Mastodon refuses the next edits, those of both languages, for good. */
function failEdits(room: ChatOnStage): void {
  const body = '{"error":"Validation failed: not today"}';
  const effect = { kind: 'respond', status: 422, body } as const;
  room.server('mastodon').faults.add({ method: 'PUT', path: /statuses/, when: 'before', effect, times: 2 });
}

const callsToMastodon = (room: ChatOnStage) => room.server('mastodon').faults.calls.length;

/** How often the owner was told that the correction of a delivery is not finished. */
const tellings = (room: ChatOnStage, delivery: string) =>
  room
    .messages('owner')
    .flatMap(({ text }) => text.split('\n'))
    .filter(line => line.includes('not finished') && line.includes(delivery)).length;

/** Over when the others have heard of it, so that nobody takes that for an answer. */
async function halt(room: ChatOnStage, command: string): Promise<void> {
  const heard = room.messages('approver').length;
  await room.ask('owner', command);
  await until(() => room.messages('approver').length > heard);
}

async function ask(
  room: ChatOnStage,
  person: 'editor' | 'owner' = 'editor',
  language: keyof typeof WORDS = 'en',
): Promise<string> {
  await room.ask(person, `/correct ${POST}`, language);
  return room.press(person, WORDS[language].yes, language);
}

const WORDS = {
  en: {
    yes: 'Edit, or reply',
    waits: 'waits for approval by others',
    shown: [
      /What is out now:\s+198 /,
      /What it becomes, by editing:.*199 /s,
      /The reply that corrects it:.*199 /s,
    ],
    own: 'yourself',
    approve: 'Approve',
    refused: 'You may not do that',
    first: '(1 of 2). It waits for others.',
    answered: 'answered this',
    of: 'of',
    granted: 'is approved',
  },
  ru: {
    yes: 'Править или ответить',
    waits: 'ждёт одобрения других',
    shown: [/Сейчас там:\s+198 /, /После правки там будет:.*199 /s, /Ответ с исправлением:.*199 /s],
    own: 'вы сами',
    approve: 'Одобрить',
    refused: 'Это вам недоступно',
    first: '(1 из 2). Нужны и другие.',
    answered: 'уже ответили',
    of: 'из',
    granted: 'одобрено',
  },
} as const;

describe.each([
  [1, 'en'],
  [2, 'en'],
  [2, 'ru'],
] as const)('a correction of what is out, where %i have to approve, in %s', (approvals, language) => {
  const words = WORDS[language];
  let room: ChatOnStage;
  beforeEach(async () => {
    room = await openPublished(approvals);
    for (const person of PEOPLE) await room.ask(person, '/help', language);
  });
  afterEach(() => room[Symbol.asyncDispose]());

  test('waits, is shown as before and after, and is made once when the last has approved', async () => {
    const before = shown(room);
    expect(await ask(room, 'owner', language)).toContain(words.waits);
    await room.tell();
    expect(shown(room)).toEqual(before);
    const heard = room
      .messages('approver')
      .map(({ text }) => text)
      .join('\n');
    for (const pattern of words.shown) expect(heard).toMatch(pattern);
    const [request] = await open(room);
    expect(request).toMatchObject({ correction: true, needed: approvals, writers: [String(TEAM.owner)] });
    expect(await room.ask('owner', `/approve ${keyOf(request?.hash)}`, language)).toContain(words.own);
    for (const person of ['editor', 'viewer'] as const) {
      expect(room.labels(person)).not.toContain(words.approve);
      expect(await room.ask(person, `/approve ${keyOf(request?.hash)}`, language)).toContain(words.refused);
    }
    if (approvals === 2) {
      expect(await room.press('otherApprover', words.approve, language)).toContain(words.first);
      expect(await room.ask('otherApprover', `/approve ${keyOf(request?.hash)}`, language)).toContain(
        words.answered,
      );
      expect(shown(room)).toEqual(before);
    }
    const data = room.last('approver')?.buttons.flat()[0]?.data ?? '';
    const { id = 0 } = room.last('approver') ?? {};
    room.telegram.forgePress(TEAM.viewer, 1, data);
    expect(await room.press('approver', words.approve, language)).toContain(
      `(${approvals} ${words.of} ${approvals})`,
    );
    expect(says(room, '199')).toEqual([...NETWORKS]);
    await until(() => !room.labels('otherOwner').includes(words.approve));
    const after = shown(room);
    room.telegram.forgePress(TEAM.approver, id, data);
    await room.useCases.corrections.finish(signal);
    await room.useCases.corrections.carryOut(request?.hash ?? '', signal);
    expect(shown(room)).toEqual(after);
    expect(await open(room)).toEqual([]);
    await room.tell();
    expect(room.last('owner')?.text).toContain(words.granted);
    expect(await room.audit()).toEqual(
      expect.arrayContaining([
        `${TEAM.owner} correct ${POST}`,
        `${TEAM.approver} approve ${POST}/${request?.occurrence}`,
        ...(await deliveries(room)).map(({ id }) => `${TEAM.owner} correct ${id}`),
      ]),
    );
  });
});

describe('a correction that waits', () => {
  let room: ChatOnStage;
  let before: unknown;
  beforeEach(async () => {
    room = await openPublished(1);
    before = shown(room);
    await ask(room);
    await room.tell();
  });
  afterEach(() => room[Symbol.asyncDispose]());

  test('is rejected: what is out stays, who asked reads why, and another needs approval anew', async () => {
    await room.press('approver', 'Reject');
    expect(await room.ask('approver', 'It is 198.')).toContain('stays as it is');
    await room.tell();
    expect(room.last('editor')?.text).toContain('It is 198.');
    expect(await room.press('otherApprover', 'Approve').catch(() => 'no button')).toMatch(
      /nothing to approve|no button/,
    );
    expect(await ask(room)).toContain('waits for approval');
    expect((await open(room))[0]?.answers).toEqual([]);
    expect(shown(room)).toEqual(before);
  });

  test('and is changed is asked anew; asked for again as it is, it is the same', async () => {
    const [first] = await open(room);
    await ask(room, 'owner');
    expect((await open(room))[0]?.hash).toBe(first?.hash);
    const asOf = room.clock.now().toISOString().slice(0, 10);
    await room.useCases.figures.set({ figure: 'women', value: '200', asOf, by: String(TEAM.owner) });
    room.clock.turn(1_000);
    await ask(room);
    expect(await open(room)).toHaveLength(1);
    expect((await open(room))[0]?.hash).not.toBe(first?.hash);
    expect(await room.ask('approver', `/approve ${keyOf(first?.hash)}`)).toContain('nothing to approve');
    await room.tell();
    await room.press('approver', 'Approve');
    expect(says(room, '199')).toEqual([]);
    expect(says(room, '200')).toEqual([...NETWORKS]);
  });

  test('lapses by the rule of its campaign, and who asked for it hears of it', async () => {
    room.clock.turn(7 * HOUR_MS);
    expect(await room.press('approver', 'Approve')).toContain('nothing to approve');
    await room.sweep();
    await room.tell();
    expect(room.last('editor')?.text).toContain('is void');
    expect(shown(room)).toEqual(before);
  });

  test('is counted among what waits for approval', async () => {
    expect(await room.ask('viewer', '/status')).toContain('1 post waits for approval → owner, approver');
    await room.press('approver', 'Approve');
    expect(await room.ask('viewer', '/status')).not.toContain('for approval');
  });

  test('is asked for again after an hour', async () => {
    const count = room.messages('approver').length;
    await room.tell();
    expect(room.messages('approver')).toHaveLength(count);
    room.clock.turn(HOUR_MS);
    await room.tell();
    expect(room.last('approver')?.text).toContain('Still not approved');
  });

  test('goes on after the bot was killed between the last approval and the networks, once', async () => {
    const [request] = await open(room);
    await room.useCases.approvals.approve({ key: keyOf(request?.hash), admin: String(TEAM.approver) });
    expect(shown(room)).toEqual(before);
    const { useCases } = await room.reopen(needing(1));
    await useCases.corrections.finish(signal);
    expect(says(room, '199')).toEqual([...NETWORKS]);
    const after = shown(room);
    await useCases.corrections.finish(signal);
    expect(shown(room)).toEqual(after);
  });

  test('waits while everything is stopped, however long, and goes on by itself', async () => {
    await halt(room, '/stop');
    const answer = await room.press('approver', 'Approve');
    expect(answer).toContain('everything is stopped: it goes on when that is resumed');
    expect(shown(room)).toEqual(before);
    room.clock.turn(7 * HOUR_MS);
    await room.sweep();
    await room.useCases.corrections.finish(signal);
    expect(shown(room)).toEqual(before);
    await halt(room, '/resume');
    await room.useCases.corrections.finish(signal);
    expect(says(room, '199')).toEqual([...NETWORKS]);
    const after = shown(room);
    await room.useCases.corrections.finish(signal);
    expect(shown(room)).toEqual(after);
    const made = (await room.audit()).filter(line => line.startsWith(`${TEAM.editor} correct ${POST}/`));
    expect(made).toHaveLength((await deliveries(room)).length);
  });

  test('is told once where a place did not take it, and goes on where only that was stopped', async () => {
    failEdits(room);
    await halt(room, '/pause x');
    const answer = await room.press('approver', 'Approve');
    expect(answer).toContain('x is paused: it goes on when that is resumed');
    expect(says(room, '199')).toEqual(['telegram', 'bluesky']);
    const calls = callsToMastodon(room);
    for (let rounds = 0; rounds < 3; rounds += 1) {
      room.clock.turn(3 * HOUR_MS);
      await room.sweep();
      await room.round();
      await room.tell();
    }
    expect(callsToMastodon(room)).toBe(calls);
    await room.ask('owner', '/resume x');
    await room.round();
    expect(says(room, '199')).toEqual(['telegram', 'bluesky', 'x']);
    for (let rounds = 0; rounds < 2; rounds += 1) {
      await room.sweep();
      await room.round();
      await room.tell();
    }
    for (const { id, network } of await deliveries(room)) {
      expect(tellings(room, id), id).toBe(network === 'mastodon' ? 1 : 0);
    }
  });

  test('and ends before anybody looked reaches the admins all the same, with what was not done and why', async () => {
    failEdits(room);
    await room.press('approver', 'Approve');
    room.clock.turn(7 * HOUR_MS);
    await room.sweep();
    for (let rounds = 0; rounds < 2; rounds += 1) {
      await room.tell();
      await room.round();
    }
    for (const { id, network } of await deliveries(room)) {
      expect(tellings(room, id), id).toBe(network === 'mastodon' ? 1 : 0);
    }
    expect(room.last('owner')?.text).toMatch(/edit: 0 of 1 steps are made; Mastodon refused it/);
    expect(room.last('viewer')?.text ?? '').not.toContain('steps are made');
  });

  test('and failed is told again where another fails as well', async () => {
    failEdits(room);
    await room.press('approver', 'Approve');
    await room.round();
    await room.tell();
    room.clock.turn(7 * HOUR_MS);
    await room.sweep();
    await ask(room);
    await room.tell();
    failEdits(room);
    await room.press('otherApprover', 'Approve');
    await room.round();
    await room.tell();
    for (const { id, network } of await deliveries(room)) {
      expect(tellings(room, id), id).toBe(network === 'mastodon' ? 2 : 0);
    }
  });

  test('and is stopped is told when who asked for it is removed', async () => {
    await halt(room, '/stop');
    await room.press('approver', 'Approve');
    await room.ask('owner', `/remove ${TEAM.editor}`);
    await halt(room, '/resume');
    await room.round();
    await room.tell();
    expect(shown(room)).toEqual(before);
    for (const { id } of await deliveries(room)) expect(tellings(room, id), id).toBe(1);
  });

  test('waits for credentials that were refused', async () => {
    const { places } = room.house;
    const since = room.clock.now();
    for (const { id } of places.filter(({ network }) => network === 'mastodon')) {
      const hold = { scope: `place ${id}`, kind: 'credentials', why: '401', by: 'system', since } as const;
      await room.house.ledger.hold(hold);
    }
    expect(await room.press('approver', 'Approve')).toContain(
      'were refused: it goes on when they are renewed',
    );
    expect(says(room, '199')).toEqual(['telegram', 'bluesky', 'x']);
    await room.desk.renewed('mastodon');
    await room.round();
    expect(says(room, '199')).toEqual([...NETWORKS]);
  });

  test('is void when the post is withdrawn, which needs no approval', async () => {
    await room.useCases.amend.withdraw(
      { post: POST, occurrence: (await open(room))[0]?.occurrence ?? '', admin: String(TEAM.editor) },
      signal,
    );
    expect(shown(room)).toEqual(NETWORKS.map(() => []));
    expect(await open(room)).toEqual([]);
    expect(await room.press('approver', 'Approve')).toContain('nothing to approve');
    expect(shown(room)).toEqual(NETWORKS.map(() => []));
  });

  test('is void when who asked for it is removed', async () => {
    const [request] = await open(room);
    await room.ask('owner', `/remove ${TEAM.editor}`);
    expect(await open(room)).toEqual([]);
    expect(await room.press('approver', 'Approve')).toContain('nothing to approve');
    expect(await room.audit()).toContain(`system void correction ${POST}/${request?.occurrence}`);
    expect(shown(room)).toEqual(before);
  });

  test('cannot be begun past the database', async () => {
    const [first] = await deliveries(room);
    const [amendment] = await room.house.amendments.list(first?.id ?? '');
    if (amendment === undefined) return expect.fail('nothing was written down');
    await room.house.amend(amendment, signal).catch(() => undefined);
    expect(shown(room)).toEqual(before);
  });
});

test('the approval of who is removed counts no more', async () => {
  await using room = await openPublished(2);
  const before = shown(room);
  await ask(room);
  await room.tell();
  await room.press('approver', 'Approve');
  await room.ask('owner', `/remove ${TEAM.approver}`);
  expect((await open(room))[0]?.answers).toEqual([]);
  await room.tell();
  expect(await room.press('otherApprover', 'Approve')).toContain('(1 of 2)');
  expect(shown(room)).toEqual(before);
});

test('a post that was written in the chat keeps its new picture until its correction is approved', async () => {
  await using room = await openPublished(1);
  const { writing, approvals, corrections } = room.useCases;
  const [editor, approver] = [String(TEAM.editor), String(TEAM.approver)];
  const say = async (...changes: readonly ManuscriptChange[]) => {
    const id = (await writing.current(editor))?.manuscript.id ?? '';
    for (const change of changes) await writing.change(editor, id, change);
    return id;
  };
  const approveAll = async () => {
    const [request] = await approvals.open();
    await approvals.approve({ key: keyOf(request?.hash), admin: approver });
    return request?.hash ?? '';
  };
  const text = (words: string): ManuscriptChange => ({ do: 'text', text: words, entities: [] });
  await writing.begin(editor);
  const at = new Date(room.clock.now().getTime() + HOUR_MS);
  const planned = await say({ do: 'template' }, text('Write.'), text('Пишите.'), { do: 'time', at });
  const { post } = await writing.plan(editor, planned);
  await approveAll();
  await room.sweep();
  await room.deliverAll();
  await writing.reopen(editor, post);
  const photo = await ladenJpeg({ width: 400, height: 300 });
  const edited = await say(
    { do: 'go', to: { ask: 'pictures' } },
    { do: 'file', bytes: photo, name: 'a.jpg' },
    { do: 'alt', text: 'A window' },
    { do: 'alt', text: 'Окно' },
  );
  const before = shown(room);
  const { deliveries: rows } = await writing.amend(editor, edited, signal);
  expect(new Set(rows.map(({ did }) => did))).toContain('waits for approval');
  await writing.sweep();
  expect(await room.house.writing.filesWithoutManuscript()).toHaveLength(1);
  const hash = await approveAll();
  expect(shown(room)).toEqual(before);
  const report = await corrections.carryOut(hash, signal);
  // Telegram alone cannot add a picture to what is out.
  const failed = report?.deliveries.filter(({ done }) => !done).map(({ network }) => network);
  expect(new Set(failed)).toEqual(new Set(['telegram']));
  expect(room.timeline('mastodon').some(({ media }) => media.length > 0)).toBe(true);
  room.clock.turn(7 * HOUR_MS);
  await room.sweep();
  await writing.sweep();
  expect(await room.house.writing.filesWithoutManuscript()).toEqual([]);
});
