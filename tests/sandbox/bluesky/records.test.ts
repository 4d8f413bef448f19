import { expect, test } from 'vitest';
import { openPds, POSTS, postRecord, refusal } from './pds.ts';

test('the same record under the same key again changes nothing and makes no commit', async () => {
  await using pds = await openPds();
  const input = {
    repo: pds.did,
    collection: POSTS,
    rkey: pds.newKey(),
    record: postRecord(),
    swapRecord: null,
  };
  const { data: first } = await pds.agent.com.atproto.repo.putRecord(input);
  const { data: again } = await pds.agent.com.atproto.repo.putRecord(input);
  expect(first.commit?.rev).toBeTruthy();
  expect(again).toEqual({ uri: first.uri, cid: first.cid, validationStatus: 'valid' });
  expect(pds.sandbox.timeline()).toHaveLength(1);
});

test('another record under the same key is an InvalidSwap', async () => {
  await using pds = await openPds();
  const input = { repo: pds.did, collection: POSTS, rkey: pds.newKey(), swapRecord: null };
  const { data } = await pds.agent.com.atproto.repo.putRecord({ ...input, record: postRecord() });
  const other = { ...input, record: postRecord({ text: 'Something else.' }) };
  expect(await refusal(pds.agent.com.atproto.repo.putRecord(other))).toEqual({
    status: 400,
    error: 'InvalidSwap',
    message: `Record was at ${data.cid}`,
  });
  await pds.agent.com.atproto.repo.putRecord({ ...other, swapRecord: data.cid });
  expect(pds.sandbox.timeline().map(({ text }) => text)).toEqual(['Something else.']);
});

test('a created record cannot be created again, not even the same', async () => {
  await using pds = await openPds();
  const input = { repo: pds.did, collection: POSTS, rkey: pds.newKey(), record: postRecord() };
  await pds.agent.com.atproto.repo.createRecord(input);
  expect(await refusal(pds.agent.com.atproto.repo.createRecord(input))).toMatchObject({
    status: 500,
    error: 'InternalServerError',
  });
});

test('writes at the same time come one after the other', async () => {
  await using pds = await openPds();
  const input = {
    repo: pds.did,
    collection: POSTS,
    rkey: pds.newKey(),
    record: postRecord(),
    swapRecord: null,
  };
  const calls = Array.from({ length: 8 }, () => pds.agent.com.atproto.repo.putRecord(input));
  const answers = await Promise.all(calls);
  expect(new Set(answers.map(({ data }) => data.cid)).size).toBe(1);
  expect(answers.filter(({ data }) => data.commit !== undefined)).toHaveLength(1);
});

test('a record has the CID that a real server gives it, whatever the order of its keys', async () => {
  await using pds = await openPds();
  const record = postRecord({ text: 'Hello World', langs: ['en'] });
  const backwards = Object.fromEntries(Object.entries(record).reverse());
  const put = async (value: Record<string, unknown>) =>
    (
      await pds.agent.com.atproto.repo.putRecord({
        repo: pds.did,
        collection: POSTS,
        rkey: pds.newKey(),
        record: value,
      })
    ).data.cid;
  expect(await put(record)).toMatch(/^bafyrei[a-z2-7]{52}$/);
  expect(await put(backwards)).toBe(await put(record));
});

test.each([
  ['301 graphemes', postRecord({ text: 'я'.repeat(301) }), /300 graphemes/],
  ['over 3000 bytes', postRecord({ text: '👨‍👩‍👧‍👦'.repeat(121) }), /3000/],
  ['a missing time', { $type: POSTS, text: 'x' }, /createdAt/],
  ['a wrong time', postRecord({ createdAt: 'today' }), /createdAt/],
  ['four languages', postRecord({ langs: ['en', 'ru', 'be', 'de'] }), /langs/],
  ['nine tags', postRecord({ tags: [...'abcdefghi'] }), /tags/],
  ['another type', postRecord({ $type: 'app.bsky.feed.like' }), /Invalid \$type/],
  ['a number with a fraction', postRecord({ extra: 1.5 }), /Bad record/],
])('refuses %s', async (_, record, message) => {
  await using pds = await openPds();
  const call = pds.agent.com.atproto.repo.putRecord({
    repo: pds.did,
    collection: POSTS,
    rkey: pds.newKey(),
    record,
  });
  const refused = await refusal(call);
  expect(refused).toMatchObject({ status: 400, error: 'InvalidRequest' });
  expect(refused.message).toMatch(message);
});

test.each(['self', '3jzfcijpj2z2', '0jzfcijpj2z2a', '3JZFCIJPJ2Z2A'])(
  'refuses the key %s, which is no TID',
  async rkey => {
    await using pds = await openPds();
    const call = pds.agent.com.atproto.repo.putRecord({
      repo: pds.did,
      collection: POSTS,
      rkey,
      record: postRecord(),
    });
    expect((await refusal(call)).message).toContain('Invalid TID string');
  },
);

test('does not look at facet ranges, nor at what a reply points to', async () => {
  await using pds = await openPds();
  const facets = [
    { index: { byteStart: 90, byteEnd: 99 }, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'x' }] },
  ];
  const nowhere = {
    uri: `at://${pds.did}/${POSTS}/3jzfcijpj2z2a`,
    cid: 'bafyreich3uqzhqbi2x56gudjacnaglq6xleiouzamdthzw3pl4q2busypu',
  };
  const record = postRecord({ facets, reply: { root: nowhere, parent: nowhere } });
  await pds.agent.com.atproto.repo.putRecord({
    repo: pds.did,
    collection: POSTS,
    rkey: pds.newKey(),
    record,
  });
  expect(pds.sandbox.timeline()[0]).toMatchObject({ marks: [], replyTo: nowhere.uri });
});

test('deleting twice is well both times', async () => {
  await using pds = await openPds();
  const input = { repo: pds.did, collection: POSTS, rkey: pds.newKey() };
  await pds.agent.com.atproto.repo.putRecord({ ...input, record: postRecord() });
  expect((await pds.agent.com.atproto.repo.deleteRecord(input)).data.commit).toBeDefined();
  expect((await pds.agent.com.atproto.repo.deleteRecord(input)).data.commit).toBeUndefined();
  expect((await refusal(pds.agent.com.atproto.repo.getRecord(input))).error).toBe('RecordNotFound');
});

test('several writes are made all together or not at all', async () => {
  await using pds = await openPds();
  const key = pds.newKey();
  const create = (rkey: string) => ({
    $type: 'com.atproto.repo.applyWrites#create' as const,
    collection: POSTS,
    rkey,
    value: postRecord(),
  });
  const { data } = await pds.agent.com.atproto.repo.applyWrites({ repo: pds.did, writes: [create(key)] });
  expect(data.results).toHaveLength(1);
  const mixed = { repo: pds.did, writes: [create(pds.newKey()), create(key)] };
  expect((await refusal(pds.agent.com.atproto.repo.applyWrites(mixed))).status).toBe(500);
  expect(pds.sandbox.timeline()).toHaveLength(1);
});

test('lists records in pages, newest first', async () => {
  await using pds = await openPds();
  const keys = [pds.newKey(), pds.newKey(), pds.newKey()];
  for (const rkey of keys) {
    await pds.agent.com.atproto.repo.putRecord({
      repo: pds.did,
      collection: POSTS,
      rkey,
      record: postRecord(),
    });
  }
  const page = { repo: pds.did, collection: POSTS, limit: 2 };
  const { data: first } = await pds.agent.com.atproto.repo.listRecords(page);
  const { data: second } = await pds.agent.com.atproto.repo.listRecords({
    ...page,
    cursor: first.cursor ?? '',
  });
  const listed = [...first.records, ...second.records].map(({ uri }) => uri.split('/').at(-1));
  expect(listed).toEqual(keys.toReversed());
});

test('the public view shows the post, its author and its replies', async () => {
  await using pds = await openPds();
  const rkey = pds.newKey();
  const { data } = await pds.agent.com.atproto.repo.putRecord({
    repo: pds.did,
    collection: POSTS,
    rkey,
    record: postRecord(),
  });
  const { data: feed } = await pds.agent.app.bsky.feed.getAuthorFeed({ actor: 'solidarity.test' });
  expect(feed.feed.map(({ post }) => post)).toMatchObject([
    { uri: data.uri, author: { handle: 'solidarity.test' } },
  ]);
  const { data: posts } = await pds.agent.app.bsky.feed.getPosts({ uris: [data.uri] });
  expect(posts.posts[0]).toMatchObject({ cid: data.cid, replyCount: 0 });
  const { data: profile } = await pds.agent.app.bsky.actor.getProfile({ actor: pds.did });
  expect(profile).toMatchObject({ did: pds.did, postsCount: 1 });
});

test('a picture is known by its bytes, whatever the caller says', async () => {
  await using pds = await openPds();
  const upload = async (bytes: readonly number[]) => {
    const answer = await pds.agent.com.atproto.repo.uploadBlob(new Uint8Array(bytes), {
      encoding: 'text/plain',
    });
    return answer.data.blob.mimeType;
  };
  expect(await upload([0x68, 0x69])).toBe('text/plain');
  expect(await upload([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])).toBe('image/png');
});
