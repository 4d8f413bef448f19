import { expect, test } from 'vitest';
import { loadChatTexts } from '../../src/admin/chat-texts.ts';
import { timeLine } from '../../src/admin/writing/describe-step.ts';
import type { ManuscriptView } from '../../src/campaign/writing/writing-use-cases.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { type ChatOnStage, openChatOnStage } from './chat-on-stage.ts';

/** `9:05` or `09:05`, as any of the chat's languages writes it. */
const TIME = /\b\d{1,2}:\d{2}\b/;
const OWN = /у вас .*\d{1,2}:\d{2}/;
/** How times are written, and the hours that a member chose: no times of anything. */
const NO_TIMES = /\/\w+ |напишите|писать|Напишите|тихие часы/i;

const lines = (room: ChatOnStage) => room.messages('owner').flatMap(({ text }) => text.split('\n'));

test('whoever told their zone reads every time by their own clock too, whatever they look at', async () => {
  await using room = await openChatOnStage(campaignFiles());
  await room.ask('owner', '/timezone Брюссель', 'ru');
  await room.ask('owner', '/invite viewer', 'ru');
  await room.ask('owner', '/schedule sample/note +2h', 'ru');
  await room.press('owner', 'Назначить', 'ru');
  await room.ask('owner', '/stop', 'ru');
  for (const text of [
    '/queue',
    '/plan',
    '/status',
    '/log',
    '/cancel',
    '/move',
    '/members',
    '/resume',
    '/history',
  ]) {
    await room.ask('owner', text, 'ru');
  }
  const timed = lines(room).filter(line => TIME.test(line) && !NO_TIMES.test(line));
  expect(timed.length).toBeGreaterThan(7);
  expect(timed.filter(line => !OWN.test(line))).toEqual([]);
});

test('a time that is understood in /new stands by both clocks, and by one where they agree', () => {
  const say = loadChatTexts('locales').say('ru');
  const at = new Date('2027-05-21T06:00:00Z');
  const view = { timeZone: 'Europe/Minsk' } as ManuscriptView;
  const read = (timeZone: string) => timeLine(at, view, { say, language: 'ru', timeZone });
  expect(read('Europe/Brussels')).toMatch(/09:00 \(Europe\/Minsk; у вас 08:00\)$/);
  expect(read('Europe/Moscow')).toMatch(/09:00 \(Europe\/Minsk\)$/);
});
