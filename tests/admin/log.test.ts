import { expect, test } from 'vitest';
import type { AuditEntry } from '../../src/domain/ledger.ts';
import { delivery, OTHER_ADMIN, openAdminChat } from './admin-harness.ts';

const ME = '100000001';
const at = new Date('2027-05-20T09:00:00Z');

/** The newest first, as the record gives them. */
const ENTRIES: readonly AuditEntry[] = [
  {
    at,
    admin: ME,
    action: 'resume',
    subject: 'all',
    before: `stop by ${ME} since 2027-05-20T08:55:00.000Z`,
    after: `pause by ${OTHER_ADMIN} since 2027-05-20T08:50:00.000Z`,
  },
  { at, admin: `${OTHER_ADMIN}`, action: 'remove', subject: '777', before: 'editor', after: null },
  {
    at,
    admin: '777',
    action: 'join',
    subject: '777',
    before: null,
    after: 'editor',
    detail: `invited by ${OTHER_ADMIN}`,
  },
  {
    at,
    admin: 'system',
    action: 'schedule',
    subject: 'may-21/morning',
    before: null,
    after: 'planned: 8',
    detail: 'rehearsal-20270520T223000Z, due 2027-05-21T07:00:00.000Z, 8 deliveries',
  },
  {
    at,
    admin: ME,
    action: 'answer unknown',
    subject: 'may-21/morning/20270521T070000Z/x-en',
    before: 'unknown',
    after: 'published',
  },
];

async function logIn(language: string): Promise<readonly string[]> {
  await using room = await openAdminChat();
  // Telegram names only people who have written to the bot.
  await room.ask('/help', 'en', OTHER_ADMIN);
  const chained = ENTRIES.map((entry, sequence) => ({ ...entry, sequence, previous: '', hash: '' }));
  Object.assign(room.house.seeing, { log: async () => ({ lines: chained, total: chained.length }) });
  return (await room.ask('/log', language)).split('\n').filter(line => line !== '');
}

test('/log speaks of members by their names, and says nothing of what was not there', async () => {
  expect(await logIn('en')).toEqual([
    'The record, the newest first: 1–5 of 5',
    '20 May 2027, 11:00 · you',
    'resumed: everything',
    'stop by you since 20 May 2027, 10:55 → pause by Olga since 20 May 2027, 10:50',
    `20 May 2027, 11:00 · Olga (${OTHER_ADMIN})`,
    'taken out: 777',
    'was: editor',
    '20 May 2027, 11:00 · 777',
    'came in: 777',
    'editor',
    'invited by Olga',
    '20 May 2027, 11:00 · the bot itself',
    'planned: The morning',
    'rehearsal of 21 May 2027, due 21 May 2027, 09:00, 8 deliveries',
    '20 May 2027, 11:00 · you',
    'answered: is it there?: The morning · x-en',
    'unknown → published',
  ]);
});

test.each([
  ['ru', 'было: редактор', 'кто пригласил: Olga', /^стоп \(вы\) с 20 мая 2027/, /^репетиция 21 мая 2027/],
  ['be', 'было: рэдактар', 'хто запрасіў: Olga', /^стоп \(вы\) з 20 мая 2027/, /^рэпетыцыя 21 мая 2027/],
])('the same in %s', async (language, was, invited, stopped, rehearsed) => {
  const lines = await logIn(language);
  expect(lines).toEqual(expect.arrayContaining([was, invited]));
  expect(lines).toContainEqual(expect.stringMatching(stopped));
  expect(lines).toContainEqual(expect.stringMatching(rehearsed));
  expect(lines.join('\n')).not.toMatch(/–\s→|→\s–|T\d{6}Z/);
});

test.each([
  ['rehearsal-20261127T015523Z', 'en', 'rehearsal of 27 November 2026'],
  ['rehearsal-20261127T015523Z', 'ru', 'репетиция 27 ноября 2026'],
  ['20270521T070000Z', 'en', undefined],
  ['may-21-2027', 'en', 'may-21/morning/may-21-2027'],
])('the list of what is out says of %s in %s: %s', async (occurrence, language, line) => {
  await using room = await openAdminChat();
  room.house.deliveries = [delivery({ occurrence, state: 'published' })];
  const said = await room.ask('/history', language);
  expect(said).not.toMatch(/T\d{6}Z/);
  if (line === undefined) expect(said).not.toContain('may-21/');
  else expect(said).toContain(line);
});
