import { expect, test } from 'vitest';
import { createXSandbox } from '../../../src/sandbox/x/create-x-sandbox.ts';
import { servedSandbox } from './served-sandbox.ts';

test('comes back as it was: posts, ids, windows', async () => {
  await using x = await servedSandbox();
  const { id } = (await x.tweet({ text: 'kept https://spring96.org' })).body.data;
  const snapshot = JSON.parse(JSON.stringify(x.sandbox.snapshot()));
  const again = createXSandbox({ now: () => new Date(x.clock.time) });
  again.restore(snapshot);
  expect(again.timeline()).toEqual(x.sandbox.timeline());
  expect(again.snapshot()).toEqual(snapshot);
  expect(again.timeline()[0]?.id).toBe(id);
});

test('refuses what is no snapshot of its own', () => {
  expect(() => createXSandbox({ now: () => new Date() }).restore({ posts: 'none' })).toThrow();
});
