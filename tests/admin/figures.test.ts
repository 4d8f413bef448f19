import { expect, test } from 'vitest';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';
import { createPresenter } from '../../src/admin/present.ts';
import { describeStale } from '../../src/domain/figure-age.ts';
import { baseFigure, booked, NOW } from '../figures/reading.ts';
import { campaign, openAdminChat, until } from './admin-harness.ts';
import { standing } from './fake-figures.ts';

test('a post with stale figures is asked about, with three buttons: update, publish with its date, call off', async () => {
  await using room = await openAdminChat();
  await room.ask('/status');
  await room.chat.tell([
    {
      kind: 'stale post',
      post: 'may-21/morning',
      occurrence: 'may-21-2027',
      dueAt: new Date('2027-05-21T07:00:00Z'),
      why: 'figures that are too old: women_in_custody (as of 2024-03-26)',
      places: ['x-en', 'x-ru'],
    },
  ]);
  const asked = room.answers(room.telegram.admin).at(-1);
  expect(asked?.text).toContain('“The morning” (due 21 May 2027, 09:00)');
  expect(asked?.text).toContain('figures that are too old: women in custody (26 Mar 2024)');
  expect(asked?.buttons.flat().map(({ text }) => text)).toEqual([
    'Update the figures',
    'Publish with its date',
    'Call it off',
  ]);
  const subject = 'may-21/morning/may-21-2027';
  expect(asked?.buttons.flat().map(({ data }) => data)).toEqual([
    'figures:',
    `publish:${subject}`,
    `cancel:${subject}`,
  ]);
  await room.press('Publish with its date');
  await until(() => room.house.asked.some(({ what }) => what === 'publishStale'));
  expect(room.house.asked.at(-1)?.request).toEqual({
    post: 'may-21/morning',
    occurrence: 'may-21-2027',
    admin: String(room.telegram.admin),
  });
});

test.each([
  ['en', 'women in custody (26 Mar 2024); a (2023); b (2023); and 2 more: /figures'],
  ['ru', 'женщины под стражей (26 мар. 2024\u00a0г.); a (2023); b (2023); и ещё 2: /figures'],
  ['be', 'жанчыны пад вартай (26 сак 2024\u00a0г.); a (2023); b (2023); і яшчэ 2: /figures'],
])(
  'figures that are too old are called by what they count, the first three of them (%s)',
  (language, told) => {
    const say = loadChatTexts('locales').say(language);
    const ids = ['a', 'b', 'c', 'd'].map(id => ({ id, asOf: '2023' }));
    const why = describeStale([{ id: 'women_in_custody', asOf: '2024-03-26' }, ...ids]);
    const show = createPresenter([campaign], language, say);
    expect(show.retell(why, 'may-21/morning')).toBe(say('stale.figures', { figures: told }));
    expect(show.retell(`states ${why}: it would wait for fresh ones`)).toContain(told);
  },
);

test('a value that waits is confirmed or turned down by a button, and set by a command', async () => {
  await using room = await openAdminChat();
  await room.ask('/status');
  const reading = booked(7, { figure: 'women_in_custody', state: 'waiting', why: 'it falls to 0' });
  await room.chat.tell([{ kind: 'reading waits', reading }]);
  const asked = room.answers(room.telegram.admin).at(-1);
  expect(asked?.text).toContain('women in custody: 201 as of 20 Nov 2026, from the command line (reading 7)');
  const before = room.answers(room.telegram.admin).length;
  await room.press('Turn down');
  await until(() => room.answers(room.telegram.admin).length > before);
  expect(room.house.asked.at(-1)).toEqual({
    what: 'figures.undo',
    request: { figure: 'women_in_custody', reading: 7, by: String(room.telegram.admin) },
  });
  expect(await room.ask('/figures')).toContain('women: 198 (26 Mar 2024) · too old · 1 value waits');
  expect(
    await room.ask('/figures set women_in_custody 201 2026-11-20 https://spring96.org/ Viasna HRC'),
  ).toContain('Reading 7 waits for a second word');
  expect(room.house.asked.at(-1)).toEqual({
    what: 'figures.set',
    request: {
      figure: 'women_in_custody',
      value: '201',
      asOf: '2026-11-20',
      by: String(room.telegram.admin),
      source: { url: 'https://spring96.org/', name: 'Viasna HRC' },
    },
  });
  expect(await room.ask('/figures set women_in_custody 201')).toContain(
    'Say which figure, which value and which date',
  );
});

test('a source that broke is told, in the language of the admin', async () => {
  await using room = await openAdminChat();
  await room.ask('/status', 'ru');
  const source = { campaign: 'may-21', figure: 'women', url: 'https://spring96.org/', checkedAt: NOW };
  await room.chat.tell([{ kind: 'source broken', source: { ...source, fault: 'it answers 500' } }]);
  expect(room.answers(room.telegram.admin).at(-1)?.text).toBe(
    'Источник цифры women не читается\n\nhttps://spring96.org/: it answers 500',
  );
});

test.each(['en', 'ru', 'be'])('the example of /figures in %s can be sent as it stands', async language => {
  await using room = await openAdminChat();
  const range = { kind: 'range', from: 143_600, to: 171_900 } as const;
  const emigrated = baseFigure({ id: 'emigrated', value: range, asOf: '2021/2022' });
  const standings = [
    { ...standing, figure: emigrated },
    { ...standing, figure: baseFigure() },
  ];
  const { figures } = room.house;
  Object.assign(figures, { list: async () => standings, show: async () => standings[0] });
  expect(await room.ask('/figures', language)).toContain('/figures set women 198 2024-03-26 ');
  expect(await room.ask('/figures set emigrated', language)).toContain('143600-171900 2021/2022.');
  standings.pop();
  expect(await room.ask('/figures', language)).toContain('/figures set emigrated 143600-171900 2021/2022 ');
  standings.pop();
  expect(await room.ask('/figures', language)).not.toContain('/figures set');
});
