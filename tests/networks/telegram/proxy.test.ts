import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { startHttpProxy, startSocksProxy } from '../../shared/proxy-servers.ts';
import { partOf, publishContext, servedTelegram } from './served-telegram.ts';

test.each([
  ['HTTP', startHttpProxy],
  ['SOCKS', startSocksProxy],
])('every call goes through a %s proxy', async (_, start) => {
  await using proxy = await start('user:proxy-password');
  await using telegram = await servedTelegram({ proxyUrl: proxy.url });
  await telegram.network.publish(partOf('through the tunnel'), publishContext());
  expect(telegram.sandbox.timeline()).toMatchObject([{ text: 'through the tunnel' }]);
  expect(proxy.targets).toEqual([new URL(telegram.server.url).host]);
});

test.each([
  ['HTTP', 'http'],
  ['SOCKS', 'socks5'],
])('a %s proxy that is not there is unavailable, and its password stays secret', async (_, scheme) => {
  await using telegram = await servedTelegram({ proxyUrl: `${scheme}://user:proxy-password@127.0.0.1:1` });
  const error = await telegram.network
    .publish(partOf('text'), publishContext())
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: 'unavailable' });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('proxy-password');
});

test.each([
  ['HTTP', startHttpProxy],
  ['SOCKS', startSocksProxy],
])('a %s proxy that does not know the password is unavailable: nothing was sent', async (_, start) => {
  await using proxy = await start('user:proxy-password');
  const proxyUrl = proxy.url.replace('proxy-password', 'forgotten');
  await using telegram = await servedTelegram({ proxyUrl });
  const publishing = telegram.network.publish(partOf('text'), publishContext());
  await expect(publishing).rejects.toMatchObject({ kind: 'unavailable' });
  expect(telegram.sandbox.timeline()).toEqual([]);
});
