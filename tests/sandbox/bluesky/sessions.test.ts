import { AtpAgent } from '@atproto/api';
import { expect, test } from 'vitest';
import { openPds, type Pds, POSTS, postRecord, refusal } from './pds.ts';

const HOUR = 3_600_000;

/** Calls without the client's own session handling. */
async function post(pds: Pds, method: string, token: string | undefined, body?: object) {
  const answer = await fetch(`${pds.url}/xrpc/${method}`, {
    method: 'POST',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) };
}

const put = (pds: Pds, token: string | undefined) =>
  post(pds, 'com.atproto.repo.putRecord', token, {
    repo: pds.did,
    collection: POSTS,
    rkey: pds.newKey(),
    record: postRecord(),
  });

test('a wrong password and a wrong name are refused alike', async () => {
  await using pds = await openPds();
  const agent = new AtpAgent({ service: pds.url });
  const expected = {
    status: 401,
    error: 'AuthenticationRequired',
    message: 'Invalid identifier or password',
  };
  expect(await refusal(agent.login({ identifier: 'solidarity.test', password: 'wrong' }))).toEqual(expected);
  expect(await refusal(agent.login({ identifier: 'nobody.test', password: 'open-sand-box-only' }))).toEqual(
    expected,
  );
});

test('what a token may and may not do', async () => {
  await using pds = await openPds();
  const { accessJwt = '', refreshJwt = '' } = pds.agent.session ?? {};
  expect(await put(pds, undefined)).toMatchObject({ status: 401, body: { error: 'AuthMissing' } });
  expect(await put(pds, refreshJwt)).toMatchObject({ status: 400, body: { error: 'InvalidToken' } });
  expect(await put(pds, `${accessJwt}x`)).toMatchObject({ status: 400, body: { error: 'InvalidToken' } });
  expect((await put(pds, accessJwt)).status).toBe(200);
  pds.clock.time += 3 * HOUR;
  expect(await put(pds, accessJwt)).toMatchObject({ status: 400, body: { error: 'ExpiredToken' } });
});

test('nobody writes to the repository of another', async () => {
  await using pds = await openPds();
  const input = { repo: 'did:plc:someoneelse', collection: POSTS, rkey: pds.newKey(), record: postRecord() };
  expect(await refusal(pds.agent.com.atproto.repo.putRecord(input))).toMatchObject({
    status: 403,
    error: 'AccountNotFound',
  });
});

test('a refresh token changes with every use; the used one is good for two hours more', async () => {
  await using pds = await openPds();
  const refresh = (token: string) => post(pds, 'com.atproto.server.refreshSession', token);
  const first = pds.agent.session?.refreshJwt ?? '';
  const { body: second } = await refresh(first);
  expect((await put(pds, second.accessJwt)).status).toBe(200);
  pds.clock.time += HOUR;
  expect((await refresh(first)).status).toBe(200);
  pds.clock.time += 2 * HOUR;
  expect(await refresh(first)).toMatchObject({
    status: 400,
    body: { error: 'ExpiredToken', message: 'Token has been revoked' },
  });
  expect((await refresh(second.refreshJwt)).status).toBe(200);
});

test('signing out ends the refresh token', async () => {
  await using pds = await openPds();
  const token = pds.agent.session?.refreshJwt ?? '';
  expect((await post(pds, 'com.atproto.server.deleteSession', token)).status).toBe(200);
  expect((await post(pds, 'com.atproto.server.refreshSession', token)).body.error).toBe('ExpiredToken');
});

test('thirty sign-ins in five minutes, and not one more', async () => {
  await using pds = await openPds();
  const input = { identifier: 'solidarity.test', password: 'wrong' };
  const signIn = () => post(pds, 'com.atproto.server.createSession', undefined, input);
  for (let times = 1; times < 30; times += 1) expect((await signIn()).status).toBe(401);
  const refused = await signIn();
  expect(refused).toMatchObject({ status: 429, body: { error: 'RateLimitExceeded' } });
  expect(refused.headers.get('ratelimit-reset')).toBe(String((pds.clock.time + 5 * 60_000) / 1000));
  pds.clock.time += 5 * 60_000;
  expect((await signIn()).status).toBe(401);
});

test('writes cost points, and the headers count them down', async () => {
  await using pds = await openPds();
  const token = pds.agent.session?.accessJwt;
  expect((await put(pds, token)).headers.get('ratelimit-remaining')).toBe('4998');
  const input = { repo: pds.did, collection: POSTS, record: postRecord() };
  const created = await post(pds, 'com.atproto.repo.createRecord', token, input);
  expect(created.headers.get('ratelimit-remaining')).toBe('4995');
  const writes = Array.from({ length: 200 }, () => ({
    $type: 'com.atproto.repo.applyWrites#delete',
    collection: POSTS,
    rkey: pds.newKey(),
  }));
  const emptied = await post(pds, 'com.atproto.repo.applyWrites', token, { repo: pds.did, writes });
  expect(emptied.headers.get('ratelimit-remaining')).toBe('4795');
});

test('calls that are no calls are refused in the usual shape', async () => {
  await using pds = await openPds();
  expect((await post(pds, 'com.example.unknown', undefined)).body.error).toBe('AuthMissing');
  expect(await post(pds, 'com.example.unknown', pds.agent.session?.accessJwt)).toMatchObject({
    status: 501,
    body: { error: 'MethodNotImplemented' },
  });
  const wrongMethod = await post(pds, 'com.atproto.repo.getRecord', undefined);
  expect(wrongMethod).toMatchObject({ status: 400, body: { error: 'InvalidRequest' } });
  const withoutBody = await post(pds, 'com.atproto.repo.putRecord', pds.agent.session?.accessJwt);
  expect(withoutBody).toMatchObject({ status: 400, body: { error: 'InvalidRequest' } });
  const large = {
    repo: pds.did,
    collection: POSTS,
    rkey: pds.newKey(),
    record: { text: 'x'.repeat(200_000) },
  };
  expect((await post(pds, 'com.atproto.repo.putRecord', pds.agent.session?.accessJwt, large)).status).toBe(
    413,
  );
});
