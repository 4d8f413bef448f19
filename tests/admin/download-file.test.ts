import { Agent, createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadFile } from '../../src/admin/download-file.ts';

const ANSWERS: Readonly<Record<string, RequestListener>> = {
  '/whole': (_, response) => void response.end('0123456789'),
  // Nobody says beforehand how much it will be.
  '/chunks': (_, response) => {
    for (let count = 0; count < 100; count += 1) response.write('0123456789');
    response.end();
  },
  '/short': (_, response) => {
    response.setHeader('content-length', '100');
    response.write('0123456789', () => response.destroy());
  },
  '/silent': (_, response) => void response.write('01'),
};

const agent = new Agent();
const server = createServer((request, response) => {
  const answer = ANSWERS[request.url ?? ''];
  if (answer !== undefined) return answer(request, response);
  response.statusCode = 404;
  return response.end();
});
let root = '';
beforeAll(async () => {
  await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
  root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  agent.destroy();
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

const limits = { maxBytes: 100, timeoutMs: 10_000 };

test('a file is read whole', async () => {
  const bytes = await downloadFile(`${root}/whole`, agent, limits);
  expect(Buffer.from(bytes).toString()).toBe('0123456789');
});

test.each([
  ['more than it may be', '/chunks', limits, 'the file has more than 100 bytes'],
  ['cut short', '/short', limits, /aborted|broke off|hang up/],
  ['nothing', '/gone', limits, 'the file server answered 404'],
  ['too slow', '/silent', { ...limits, timeoutMs: 50 }, /aborted/],
  ['no longer wanted', '/whole', { ...limits, signal: AbortSignal.abort() }, /aborted/],
])('what is %s is refused', async (_what, path, given, why) => {
  await expect(downloadFile(`${root}${path}`, agent, given)).rejects.toThrow(why);
});
