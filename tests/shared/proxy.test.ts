import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProxyAgents } from '../../src/shared/proxy.ts';
import { startHttpProxy, startSocksProxy } from './proxy-servers.ts';

const server = createServer((incoming, outgoing) => {
  incoming.pipe(outgoing.writeHead(200, { 'x-method': incoming.method }));
});
let target = '';

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const proxies = { http: startHttpProxy, socks5: startSocksProxy };

describe.each(Object.entries(proxies))('through a proxy of kind %s', (_kind, start) => {
  test('fetch sends its body and gets the answer', async () => {
    await using proxy = await start('user:secret-word');
    const agents = createProxyAgents(proxy.url);
    const answer = await agents.fetch(`http://${target}/`, { method: 'POST', body: 'привет' });
    expect(await answer.text()).toBe('привет');
    expect(proxy.targets).toEqual([target]);
    await agents.close();
  });

  test('fetch takes a Request', async () => {
    await using proxy = await start('user:secret-word');
    const agents = createProxyAgents(proxy.url);
    const answer = await agents.fetch(new Request(`http://${target}/`, { method: 'PUT', body: 'x' }));
    expect(answer.headers.get('x-method')).toBe('PUT');
    expect(proxy.targets).toEqual([target]);
    await agents.close();
  });

  test("Node's own fetch takes the dispatcher", async () => {
    await using proxy = await start('user:secret-word');
    const agents = createProxyAgents(proxy.url);
    const answer = await fetch(`http://${target}/`, { method: 'POST', body: 'x', ...agents.requestInit });
    expect(await answer.text()).toBe('x');
    expect(proxy.targets).toEqual([target]);
    await agents.close();
  });

  test('node:http takes the agent', async () => {
    await using proxy = await start('user:secret-word');
    const agents = createProxyAgents(proxy.url);
    const method = await new Promise((resolve, reject) => {
      get(`http://${target}/`, { agent: agents.agent }, answer => {
        answer.resume();
        resolve(answer.headers['x-method']);
      }).on('error', reject);
    });
    expect(method).toBe('GET');
    expect(proxy.targets).toEqual([target]);
    await agents.close();
  });

  test('a wrong password reaches nobody', async () => {
    await using proxy = await start('user:secret-word');
    const agents = createProxyAgents(proxy.url.replace('secret-word', 'wrong-word'));
    await expect(agents.fetch(`http://${target}/`)).rejects.toThrow();
    expect(proxy.targets).toEqual([]);
    await agents.close();
  });
});
