import { expect, test } from 'vitest';
import { campaignFiles } from '../campaign/sample-files.ts';
import { openChatOnStage } from './chat-on-stage.ts';

test('who only looks is not said to have answered what somebody else has', async () => {
  await using room = await openChatOnStage(campaignFiles());
  for (const person of ['owner', 'otherOwner'] as const) await room.ask(person, '/quiet off');
  await room.house.desk.hold('network x', 'credentials', 'refused', 'system');
  await room.tell();
  expect(room.labels('otherOwner').length).toBeGreaterThan(0);
  const asked = room.last('otherOwner');
  const standing = () => room.messages('otherOwner').find(({ id }) => id === asked?.id);

  await room.house.desk.lift('network x', 'credentials');
  await room.ask('owner', '/status');
  await room.ask('owner', '/queue');
  expect(standing()).toEqual(asked);
  await room.catchUp();
  expect(standing()?.buttons).toEqual([]);
  expect(standing()?.text).not.toContain('Owner');
});
