import { expect, test } from 'vitest';
import type { Notice } from '../../src/domain/notice.ts';
import { delivery, NOW, openAdminChat } from './admin-harness.ts';

/** A post, a network and a language that were taken out of the campaigns since. */
const gone = {
  id: 'gone/gone/x/nowhere-xx',
  post: 'gone/gone',
  occurrence: 'x',
  network: 'nowhere',
  place: 'nowhere-xx',
  language: 'xx',
} as const;
const hold = { since: NOW, by: 'system' } as const;

const STRANGE: readonly (readonly [string, unknown])[] = [
  ...(['failed', 'unknown', 'missed', 'cancelled', 'withdrawn', 'held'] as const).map(
    state =>
      [
        `a delivery of nothing that is ${state}`,
        { kind: 'delivery', delivery: delivery({ ...gone, state }) },
      ] as const,
  ),
  [
    'a reason without a space',
    { kind: 'delivery', delivery: delivery({ state: 'failed', note: 'y'.repeat(20_000) }) },
  ],
  ['half a character', { kind: 'delivery', delivery: delivery({ state: 'failed', note: 'x \ud800' }) }],
  [
    'a place that is none',
    { kind: 'hold', hold: { ...hold, scope: 'place nowhere', kind: 'credentials', why: '\u0000<b>' } },
  ],
  [
    'a campaign that is none',
    { kind: 'hold', hold: { ...hold, scope: 'campaign nowhere', kind: 'too many', why: '' } },
  ],
  [
    'a long word',
    { kind: 'incident', incident: { kind: 'place', subject: 'nowhere', why: 'x'.repeat(9_000), since: NOW } },
  ],
  [
    'a stale post that is none',
    { kind: 'stale post', post: 'gone/gone', occurrence: 'x', dueAt: NOW, why: '', places: ['y'] },
  ],
];

test.each(STRANGE)('%s is told all the same, in every language', async (_, notice) => {
  await using room = await openAdminChat();
  for (const language of ['en', 'ru', 'be']) {
    await room.ask('/help', language);
    const before = room.answers(room.telegram.admin).length;
    await room.chat.tell([{ version: 1, ...(notice as Notice) }] as readonly Notice[]);
    const told = room.answers(room.telegram.admin).slice(before);
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ text }) => text).join()).not.toMatch(/cannot show|не получается|не атрымліваецца/);
  }
});

test('what cannot be shown is named, and keeps nothing back that was told with it', async () => {
  await using room = await openAdminChat();
  await room.ask('/help');
  const broken = { kind: 'stale post', post: 'gone/gone', occurrence: 'x', dueAt: NOW };
  const failed = { kind: 'delivery', delivery: delivery({ state: 'failed', note: 'No.' }), version: 1 };
  await room.chat.tell([broken, failed] as unknown as readonly Notice[]);
  const told = room.answers(room.telegram.admin).map(({ text }) => text);
  expect(told).toContainEqual(expect.stringContaining('cannot show here (stale gone/gone/x)'));
  expect(told).toContainEqual(expect.stringContaining('No.'));
});
