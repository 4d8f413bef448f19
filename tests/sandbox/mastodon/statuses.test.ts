import { expect, test } from 'vitest';
import { servedSandbox } from './served-sandbox.ts';

const STATUSES = '/api/v1/statuses';

test.each([
  ['no token', ''],
  ['a wrong token', 'wrong'],
])('%s is turned away as Mastodon does', async (_what, token) => {
  await using sandbox = await servedSandbox();
  for (const [method, path] of [
    ['POST', STATUSES],
    ['GET', '/api/v1/accounts/verify_credentials'],
    ['POST', '/api/v2/media'],
  ] as const) {
    const { status, body, headers } = await sandbox.call(method, path, {
      token,
      json: method === 'POST' ? {} : undefined,
    });
    expect({ status, body }).toEqual({ status: 401, body: { error: 'The access token is invalid' } });
    expect(headers.get('www-authenticate')).toContain('invalid_token');
  }
});

test.each([
  [{ status: 'a'.repeat(501) }, 'Validation failed: Text character limit of 500 exceeded'],
  [
    { status: 'a'.repeat(480), spoiler_text: 'b'.repeat(21) },
    'Validation failed: Text character limit of 500 exceeded',
  ],
  [
    { status: `${'a'.repeat(476)} https://x.kids/${'a'.repeat(30)}` },
    'Validation failed: Text character limit of 500 exceeded',
  ],
  [{ status: ' \n' }, "Validation failed: Text can't be blank"],
  [{}, "Validation failed: Text can't be blank"],
  [{ status: 'a', visibility: 'everyone' }, 'Validation failed: Visibility is not included in the list'],
  [{ status: 'a', media_ids: ['1', '2', '3', '4', '5'] }, 'Cannot attach more than 4 files'],
  [{ status: 'a', media_ids: ['1'] }, 'Media 1 not found or already attached to another post'],
])('%j is refused', async (json, error) => {
  await using sandbox = await servedSandbox();
  const { status, body } = await sandbox.call('POST', STATUSES, { json });
  expect({ status, body }).toEqual({ status: 422, body: { error } });
  expect(sandbox.server.network.timeline()).toEqual([]);
});

test.each([
  `${'a'.repeat(476)} https://belaruswomen.org/${'a'.repeat(300)}`,
  '👩‍👩‍👧‍👦'.repeat(500),
  `${'a'.repeat(493)} @alice@${'b'.repeat(50)}.org`,
])('500 characters as Mastodon counts them are taken (%#)', async status => {
  await using sandbox = await servedSandbox();
  expect((await sandbox.call('POST', STATUSES, { json: { status } })).status).toBe(200);
  expect((await sandbox.call('POST', STATUSES, { json: { status: `${status} a` } })).status).toBe(422);
});

test('JSON, a form and multipart say the same', async () => {
  await using sandbox = await servedSandbox();
  const said = {
    status: 'Hello',
    spoiler_text: 'CW',
    visibility: 'unlisted',
    language: 'be',
    sensitive: 'true',
  };
  const multipart = new FormData();
  for (const [name, value] of Object.entries(said)) multipart.append(name, value);
  const answers = [
    await sandbox.call('POST', STATUSES, { json: { ...said, sensitive: true } }),
    await sandbox.call('POST', STATUSES, { form: said }),
    await sandbox.call('POST', STATUSES, { form: multipart }),
  ];
  for (const { body } of answers) {
    expect(body).toMatchObject({
      content: '<p>Hello</p>',
      spoiler_text: 'CW',
      visibility: 'unlisted',
      language: 'be',
      sensitive: true,
    });
  }
});

test('what is no JSON is a bad request', async () => {
  await using sandbox = await servedSandbox();
  const headers = { 'content-type': 'application/json' };
  expect((await sandbox.call('POST', STATUSES, { headers, form: { a: 'b' } })).status).toBe(400);
});

test('a language that Mastodon does not know becomes that of the account', async () => {
  await using sandbox = await servedSandbox();
  const post = async (language: string) =>
    (await sandbox.client.v1.statuses.create({ status: 'a', language })).language;
  expect(await post('ru')).toBe('ru');
  expect(await post('zz')).toBe('en');
  expect(await post('en-GB')).toBe('en');
});

test('the text becomes HTML as on Mastodon', async () => {
  await using sandbox = await servedSandbox();
  const { content, tags } = await sandbox.client.v1.statuses.create({
    status: 'a & b\nc\n\nhttps://www.belaruswomen.org/a/long/address/of/a/page #Беларусь @solidarity',
  });
  expect(content).toBe(
    '<p>a &amp; b<br />c</p><p><a href="https://www.belaruswomen.org/a/long/address/of/a/page" target="_blank" ' +
      'rel="nofollow noopener noreferrer" translate="no"><span class="invisible">https://www.</span>' +
      '<span class="ellipsis">belaruswomen.org/a/long/addres</span><span class="invisible">s/of/a/page</span></a> ' +
      `<a href="${sandbox.server.url}/tags/%D0%B1%D0%B5%D0%BB%D0%B0%D1%80%D1%83%D1%81%D1%8C" class="mention hashtag" ` +
      'rel="tag">#<span>Беларусь</span></a> <span class="h-card" translate="no">' +
      `<a href="${sandbox.server.url}/@solidarity" class="u-url mention">@<span>solidarity</span></a></span></p>`,
  );
  expect(tags.map(({ name }) => name)).toEqual(['беларусь']);
});

test('a key gives the first status back for an hour, whatever else is said', async () => {
  await using sandbox = await servedSandbox();
  const post = async (status: string, key: string) => {
    const requestInit = { headers: { 'Idempotency-Key': key } };
    return (await sandbox.client.v1.statuses.create({ status }, { requestInit })).id;
  };
  const first = await post('One', 'a');
  expect(await post('Two', 'a')).toBe(first);
  expect(await post('Two', 'b')).not.toBe(first);
  sandbox.clock.time += 3600_000;
  expect(await post('One', 'a')).not.toBe(first);
});

test('a refused status uses no key up', async () => {
  await using sandbox = await servedSandbox();
  const headers = { 'idempotency-key': 'a' };
  expect((await sandbox.call('POST', STATUSES, { headers, json: { status: '' } })).status).toBe(422);
  expect((await sandbox.call('POST', STATUSES, { headers, json: { status: 'One' } })).status).toBe(200);
});

test('a thread, its context and a reply to what is gone', async () => {
  await using sandbox = await servedSandbox();
  const { client } = sandbox;
  const one = await client.v1.statuses.create({ status: 'One' });
  const two = await client.v1.statuses.create({ status: 'Two', inReplyToId: one.id });
  const three = await client.v1.statuses.create({ status: 'Three', inReplyToId: two.id });
  const { ancestors, descendants } = await client.v1.statuses.$select(two.id).context.fetch();
  expect([ancestors.map(({ id }) => id), descendants.map(({ id }) => id)]).toEqual([[one.id], [three.id]]);
  const { status, body } = await sandbox.call('POST', STATUSES, {
    json: { status: 'a', in_reply_to_id: '1' },
  });
  expect(status).toBe(404);
  expect(body).toEqual({ error: 'The post you are trying to reply to does not appear to exist.' });
});

test('an edit says all anew: what it does not name is gone', async () => {
  await using sandbox = await servedSandbox();
  const { id } = await sandbox.client.v1.statuses.create({
    status: 'One',
    spoilerText: 'CW',
    language: 'ru',
  });
  const edited = await sandbox.client.v1.statuses.$select(id).update({ status: 'Two' });
  expect(edited).toMatchObject({
    content: '<p>Two</p>',
    spoilerText: '',
    language: 'ru',
    editedAt: expect.any(String),
  });
  expect(await sandbox.client.v1.statuses.$select(id).source.fetch()).toEqual({
    id,
    text: 'Two',
    spoilerText: '',
  });
});

test('what is removed is gone, for the second time too', async () => {
  await using sandbox = await servedSandbox();
  const { id } = await sandbox.client.v1.statuses.create({ status: 'One' });
  expect((await sandbox.call('DELETE', `${STATUSES}/${id}`)).body).toMatchObject({ id, text: 'One' });
  const { status, body } = await sandbox.call('DELETE', `${STATUSES}/${id}`);
  expect({ status, body }).toEqual({ status: 404, body: { error: 'Record not found' } });
});

test('up to five posts are pinned, none twice', async () => {
  await using sandbox = await servedSandbox();
  const pin = async (id: string) => (await sandbox.call('POST', `${STATUSES}/${id}/pin`)).body;
  const ids: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    ids.push((await sandbox.client.v1.statuses.create({ status: `${count}` })).id);
  }
  for (const id of ids.slice(0, 5)) expect(await pin(id)).toMatchObject({ pinned: true });
  expect(await pin(ids[0] ?? '')).toEqual({ error: 'Duplicate record' });
  expect(await pin(ids[5] ?? '')).toEqual({
    error: 'Validation failed: You have already pinned the maximum number of posts',
  });
  await sandbox.client.v1.statuses.$select(ids[0] ?? '').unpin();
  expect(await pin(ids[5] ?? '')).toMatchObject({ pinned: true });
});
