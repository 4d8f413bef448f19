import { describe, expect, test } from 'vitest';
import { allCommands } from '../../src/admin/commands/all-commands.ts';
import { campaignFiles } from '../campaign/sample-files.ts';
import { type ChatOnStage, openChatOnStage, type Person } from './chat-on-stage.ts';

/** What stands in every language as it is: commands, names, tags, addresses, settings, and what is to be typed. */
const SAME = [
  /https?:\/\/\S+/g,
  /[#@]\w+/g,
  /(?<!\p{L})\/[a-z]+( [a-z0-9_/-]+)*/gu,
  /\b\w+([-_/.]\w+)+/g,
  /\b(Telegram|Bluesky|Mastodon|SECRET_KEY|TELEGRAM_ADMINS|UTC|JPEG|PNG|WebP|GIF|MP4|solidarity unlock)\b/g,
];

/** Two words of Latin letters side by side, as no name of this campaign has them. */
const WORDS = /\b[a-z]{2,} [a-z]{2,}\b/i;

/** Lines that an admin of another language could not read. */
function foreign(text: string): readonly string[] {
  return text
    .split('\n')
    .filter(line => WORDS.test(SAME.reduce((left, same) => left.replaceAll(same, ''), line)));
}

/** Everything that was said and could be pressed, so far. */
function said(room: ChatOnStage, person: Person): readonly string[] {
  return room
    .messages(person)
    .flatMap(({ text, buttons }) => [...text.split('\n'), ...buttons.flat().map(button => button.text)]);
}

/** Written with sense and without, in any order of things. */
const WRITTEN = [
  '/schedule sample/note 2027-05-21 09:00',
  '/schedule sample/other tomorrow',
  '/schedule nothing/note 09:00',
  '/schedule sample/note gibberish',
  '/preview sample/note ru x',
  '/preview sample/note ru facebook',
  '/preview nothing',
  '/cancel nothing',
  '/move nothing',
  '/move sample/note',
  '/edit nothing',
  '/correct sample/note',
  '/correct sample/other',
  '/withdraw sample/note',
  '/withdraw nothing',
  '/plan 2027',
  '/plan may',
  '/queue nothing/at/all',
  '/history 3',
  '/figures nothing',
  '/figures set women_in_custody twelve 2026-11-20',
  '/figures set women_in_custody 12 yesterday',
  '/figures set women_in_custody 12 2026-11-20 ftp://x Name',
  '/figures set women 12 2026-11-20 ftp://x Name',
  '/figures set women twelve 2026-11-20',
  '/figures set women 12 yesterday',
  '/figures set women 199 2026-05-20',
  '/figures confirm women',
  '/figures undo women 99',
  '/figures undo women',
  '/publish sample/note/nothing',
  '/publish x',
  '/pause facebook',
  '/pause x',
  '/resume bluesky',
  '/resume x',
  '/resume',
  '/stop',
  '/status',
  '/resume x',
  '/resume',
  '/remove x',
  '/remove 77',
  '/invite boss',
  '/invite viewer',
  '/timezone Atlantis',
  '/timezone Brussels',
  '/quiet noon',
  '/quiet 22-8',
  '/help nothing',
  '/statsu',
  '/log',
  '/plan',
  '/status',
];

describe.each(['ru', 'be'])('in %s', language => {
  test('no command and no refusal leaves a sentence in English, and neither does the record of what was done', async () => {
    await using room = await openChatOnStage(campaignFiles());
    const names = allCommands().map(({ name }) => name);
    // Each as it is, once; what locks comes in no test of words.
    for (const name of names.filter(name => !['lockdown', 'settle'].includes(name))) {
      await room.ask('owner', `/${name}`, language);
    }
    for (const text of WRITTEN) await room.ask('owner', text, language);
    await room.ask('editor', '/schedule sample/note +1h', language);
    await room.ask('editor', '/cancel', language);
    for (const name of names.filter(name => name !== 'settle'))
      await room.ask('viewer', `/${name} x`, language);
    await room.ask('owner', '/log', language);
    const lines = [...said(room, 'owner'), ...said(room, 'viewer'), ...said(room, 'editor')];
    expect(lines.length).toBeGreaterThan(200);
    expect([...new Set(lines.flatMap(foreign))]).toEqual([]);
  });
});

test('the check itself knows a sentence in English from names', () => {
  expect(foreign('There is no post here.')).toHaveLength(1);
  expect(foreign('Всё остановлено (x): everything was stopped')).toHaveLength(1);
  expect(
    foreign('✓ X: @solidarity (x-en, x-ru)\n/figures set women 12\nhttps://a.example/b c\nПост sample/note'),
  ).toEqual([]);
});
