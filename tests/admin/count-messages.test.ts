import { expect, test } from 'vitest';
import { campaignFiles } from '../campaign/sample-files.ts';
import { openChatOnStage } from './chat-on-stage.ts';

test("the bot's messages in the chat count in the limits of Telegram, which are the bot's; no other call does", async () => {
  await using room = await openChatOnStage(campaignFiles());
  const counted = () => room.house.overview.calls('telegram', 60_000);
  await room.ask('owner', '/timezone off');
  const before = await counted();
  expect(before).toBeGreaterThan(0);
  await room.ask('owner', '/tags');
  expect(await counted()).toBe(before + 1);
  expect(await room.ask('owner', '/status')).toContain('calls left');
});

test('an answer comes although the ledger cannot count it', async () => {
  await using room = await openChatOnStage(campaignFiles());
  await room.database.pool.query('alter table calls rename to gone');
  expect(await room.ask('owner', '/tags')).not.toBe('');
});
