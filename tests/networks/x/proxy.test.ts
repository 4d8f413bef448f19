import { expect, test } from 'vitest';
import { startHttpProxy, startSocksProxy } from '../../shared/proxy-servers.ts';
import { failedCall } from './failed-call.ts';
import { partOf, publishContext, servedX } from './served-x.ts';

const CREDENTIALS = 'solidarity:proxy-password';

test.each([
  ['an HTTP proxy', startHttpProxy],
  ['a SOCKS proxy', startSocksProxy],
])('every call goes through %s', async (_name, start) => {
  await using proxy = await start(CREDENTIALS);
  await using x = await servedX({ proxyUrl: proxy.url });
  await x.network.verify(new AbortController().signal);
  await x.network.publish(partOf('by a proxy'), publishContext());
  expect(proxy.targets).toEqual([new URL(x.server.url).host, new URL(x.server.url).host]);
  expect(x.sandbox.timeline()).toHaveLength(1);
});

test.each([
  ['an HTTP proxy', startHttpProxy],
  ['a SOCKS proxy', startSocksProxy],
])('%s that turns the bot away publishes nothing, and its password stays secret', async (_name, start) => {
  await using proxy = await start(CREDENTIALS);
  const proxyUrl = proxy.url.replace('proxy-password', 'wrong-password');
  await using x = await servedX({ proxyUrl });
  const call = x.network.publish(partOf('by a proxy'), publishContext());
  const error = await failedCall(call, { ...x.server.settings, password: 'wrong-password' });
  expect(error.kind).toBe('unavailable');
});
