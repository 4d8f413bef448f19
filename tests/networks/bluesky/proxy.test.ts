import { expect, test } from 'vitest';
import { bluesky } from '../../../src/networks/bluesky/definition.ts';
import { startHttpProxy, startSocksProxy } from '../../shared/proxy-servers.ts';
import { createMemoryMedia } from '../contract/memory-media.ts';
import { createKeepsake, deliveryError } from '../contract/network-stage.ts';
import { makePost } from '../contract/sample-posts.ts';
import { openBluesky } from './stage.ts';

const PASSWORD = 'proxy-pass-word';

test.each([
  ['http', startHttpProxy],
  ['socks5', startSocksProxy],
])('every call goes through a proxy (%s), whose password shows nowhere', async (_, start) => {
  await using stage = await openBluesky();
  const proxy = await start(`user:${PASSWORD}`);
  const network = await bluesky.connect({
    settings: stage.server.settings,
    now: () => new Date(),
    timeoutMs: 5000,
    proxyUrl: proxy.url,
    keep: createKeepsake(),
  });
  const { place, signal } = stage.context('en');
  await network.upload?.(createMemoryMedia('A red square.').prepared, { place, signal });
  await network.publish(stage.part(makePost()), stage.context('en'));
  expect(new Set(proxy.targets)).toEqual(new Set([new URL(stage.server.url).host]));
  expect(stage.server.network.timeline()).toHaveLength(1);
  await proxy[Symbol.asyncDispose]();
  const publish = () => network.publish(stage.part(makePost()), stage.context('en'));
  // A connection that was kept open may die under the first call; the second one has to open another.
  await deliveryError(publish(), [PASSWORD]);
  expect((await deliveryError(publish(), [PASSWORD])).kind).toBe('unavailable');
  await network.close?.();
});
