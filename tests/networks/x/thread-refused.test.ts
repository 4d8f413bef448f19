import { expect, test } from 'vitest';
import { failedCall } from './failed-call.ts';
import { partOf, publishContext, servedX } from './served-x.ts';

test('an account that may not reply is told so in words', async () => {
  await using x = await servedX();
  x.sandbox.behaviour.refusesReplies = true;
  const root = await x.network.publish(partOf('one'), publishContext());
  const reply = x.network.publish(partOf('two'), publishContext({ replyTo: root }));
  const error = await failedCall(reply, x.server.settings);
  expect(error).toMatchObject({
    kind: 'rejected',
    message: expect.stringMatching(/does not let this account reply/),
  });
  expect(x.sandbox.timeline()).toHaveLength(1);
});

test('a reply to a post that was deleted is gone', async () => {
  await using x = await servedX();
  const reply = x.network.publish(
    partOf('two'),
    publishContext({ replyTo: { id: '17', at: x.clock.now() } }),
  );
  expect(await failedCall(reply, x.server.settings)).toMatchObject({ kind: 'rejected', reason: 'gone' });
});
