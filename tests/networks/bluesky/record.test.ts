import { AppBskyFeedPost, AppBskyFeedThreadgate } from '@atproto/api';
import { expect, test } from 'vitest';
import type { Part } from '../../../src/domain/draft.ts';
import type { Media } from '../../../src/domain/media.ts';
import type { Post } from '../../../src/domain/post.ts';
import { expectDraft } from '../contract/check-draft.ts';
import { createMemoryMedia } from '../contract/memory-media.ts';
import { deliveryError, type NetworkStage } from '../contract/network-stage.ts';
import { link, makePost, paragraph, shortPost, tag, text } from '../contract/sample-posts.ts';
import { DID, openBluesky, signIn } from './stage.ts';

/** The record of a post, read back by another client. */
async function publishAndRead(stage: NetworkStage, part: Part, key: string, change = {}) {
  const receipt = await stage.network.publish(part, stage.context(part.language, { key, ...change }));
  const agent = await signIn(stage);
  const { data } = await agent.com.atproto.repo.getRecord({
    repo: DID,
    collection: 'app.bsky.feed.post',
    rkey: key,
  });
  const checked = AppBskyFeedPost.validateRecord(data.value);
  if (!checked.success) throw checked.error;
  return { receipt, agent, record: checked.value as AppBskyFeedPost.Record };
}

test('facets are byte ranges that hold the very words', async () => {
  await using stage = await openBluesky();
  const part = stage.part(shortPost);
  const { record } = await publishAndRead(stage, part, stage.network.createKey(new Date()));
  const bytes = Buffer.from(record.text);
  const words = record.facets?.map(({ index }) => bytes.subarray(index.byteStart, index.byteEnd).toString());
  expect(words).toEqual(['Дорогу в Гаагу', '#Беларусь', '#Belarus']);
  expect(record.facets?.map(({ features }) => features)).toEqual([
    [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://belaruswomen.org/hague_(icc)/?a=1&b=2' }],
    [{ $type: 'app.bsky.richtext.facet#tag', tag: 'Беларусь' }],
    [{ $type: 'app.bsky.richtext.facet#tag', tag: 'Belarus' }],
  ]);
  expect(record.langs).toEqual(['ru']);
});

test('the key fixes the time, so that a later repetition is the same record', async () => {
  await using stage = await openBluesky();
  const part = stage.part(makePost());
  const key = stage.network.createKey(new Date('2026-05-21T08:00:00.123Z'));
  const { record, receipt } = await publishAndRead(stage, part, key);
  expect(record.createdAt).toBe('2026-05-21T08:00:00.123Z');
  stage.clock.time += 60_000;
  const again = await stage.network.publish(part, stage.context('en', { key }));
  expect(again.ref).toEqual(receipt.ref);
  expect(receipt.url).toBe(`https://bsky.app/profile/solidarity.test/post/${key}`);
});

test('another record under the key is left as it is', async () => {
  await using stage = await openBluesky();
  const key = stage.network.createKey(new Date());
  await stage.network.publish(stage.part(makePost()), stage.context('en', { key }));
  const other = stage.part(makePost({ body: [paragraph(text('Something else.'))] }));
  const context = stage.context('en', { key });
  expect((await deliveryError(stage.network.publish(other, context), [])).kind).toBe('rejected');
  expect(stage.server.network.timeline().map(post => post.text)).toEqual(['A plain sentence.']);
  const found = await stage.network.find(other, { ...context, since: new Date(0) });
  expect(found.outcome).toBe('cannot tell');
});

test('tags that found no room in the text stand beside it', async () => {
  await using stage = await openBluesky();
  const tags = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const part = stage.part(makePost({ tags, body: [paragraph(text('Words.')), { kind: 'tags' }] }));
  expect(part.text).toBe('Words.\n\n#A #B #C #D #E');
  const { record } = await publishAndRead(stage, part, stage.network.createKey(new Date()));
  expect(record.tags).toEqual(['F', 'G']);
});

test('a card bears its picture, its title and its description', async () => {
  await using stage = await openBluesky();
  const { media, prepared } = createMemoryMedia('The logo.');
  const card = { url: 'https://belaruswomen.org/', title: 'Фонд', description: 'О фонде', thumbnail: media };
  const part = stage.part(makePost({ card }));
  const { place, signal } = stage.context('en');
  const uploads = [(await stage.network.upload?.(prepared, { place, signal })) ?? fail()];
  const { record } = await publishAndRead(stage, part, stage.network.createKey(new Date()), { uploads });
  expect(JSON.parse(JSON.stringify(record.embed))).toMatchObject({
    $type: 'app.bsky.embed.external',
    external: { uri: card.url, title: 'Фонд', description: 'О фонде', thumb: { mimeType: 'image/png' } },
  });
  expect(stage.server.network.timeline()[0]?.card).toEqual({
    url: card.url,
    title: 'Фонд',
    description: 'О фонде',
  });
});

test('pictures come with their shape, and covered where they are sensitive', async () => {
  await using stage = await openBluesky();
  const { media, prepared } = createMemoryMedia('A red square.');
  const part = stage.part(makePost({ media: [media], options: { sensitive: true } }));
  const { place, signal } = stage.context('en');
  const uploads = [(await stage.network.upload?.(prepared, { place, signal })) ?? fail()];
  const { record } = await publishAndRead(stage, part, stage.network.createKey(new Date()), { uploads });
  expect(JSON.parse(JSON.stringify(record.embed))).toMatchObject({
    images: [{ alt: 'A red square.', aspectRatio: { width: 8, height: 8 } }],
  });
  expect(record.labels).toMatchObject({ values: [{ val: 'graphic-media' }] });
  expect(stage.server.network.timeline()[0]?.sensitive).toBe(true);
});

test('a picture that was not brought to the server is refused before anything is sent', async () => {
  await using stage = await openBluesky();
  const { media } = createMemoryMedia('A red square.');
  const call = stage.network.publish(stage.part(makePost({ media: [media] })), stage.context('en'));
  expect(await deliveryError(call, [])).toMatchObject({ kind: 'rejected', reason: 'content' });
  expect(stage.server.network.timeline()).toEqual([]);
});

test.each([
  ['a picture', 2_000_001, (media: Media): Partial<Post> => ({ media: [media] })],
  [
    'a thumbnail',
    1_000_001,
    (thumbnail: Media): Partial<Post> => ({
      card: { url: 'https://belaruswomen.org/', title: 'T', description: 'D', thumbnail },
    }),
  ],
])('%s over its %i bytes is refused by name', async (_, size, change) => {
  await using stage = await openBluesky();
  const { media, prepared } = createMemoryMedia('Large.');
  const { place, signal } = stage.context('en');
  const bytes = new Uint8Array(size);
  bytes.set(prepared.bytes);
  const uploads = [(await stage.network.upload?.({ ...prepared, bytes }, { place, signal })) ?? fail()];
  const call = stage.network.publish(stage.part(makePost(change(media))), stage.context('en', { uploads }));
  const error = await deliveryError(call, []);
  expect(error.kind).toBe('rejected');
  expect(error.message).toContain('red-square.png');
});

test('an upload that the server finds too large is rejected', async () => {
  await using stage = await openBluesky();
  const { prepared } = createMemoryMedia('Large.');
  const { place, signal } = stage.context('en');
  const bytes = new Uint8Array(5 * 1024 * 1024 + 1);
  const upload = stage.network.upload?.({ ...prepared, bytes }, { place, signal }) ?? fail();
  expect(await deliveryError(upload, stage.secrets)).toMatchObject({ kind: 'rejected', reason: 'content' });
});

test.each([
  ['nobody', []],
  ['following', [{ $type: 'app.bsky.feed.threadgate#followingRule' }]],
  ['mentioned', [{ $type: 'app.bsky.feed.threadgate#mentionRule' }]],
] as const)(
  'who may reply (%s) comes with the first post, also when it is repeated',
  async (replies, allow) => {
    await using stage = await openBluesky();
    const part = stage.part(makePost({ options: { replies } }));
    const key = stage.network.createKey(new Date());
    stage.server.faults.add({ path: /applyWrites/, when: 'after', effect: { kind: 'reset' } });
    const error = await deliveryError(stage.network.publish(part, stage.context('en', { key })), []);
    expect(error.kind).toBe('unknown');
    const { receipt, agent } = await publishAndRead(stage, part, key);
    const gate = await agent.com.atproto.repo.getRecord({
      repo: DID,
      collection: 'app.bsky.feed.threadgate',
      rkey: key,
    });
    expect(AppBskyFeedThreadgate.validateRecord(gate.data.value).success).toBe(true);
    expect(gate.data.value).toMatchObject({ post: receipt.id, allow });
    expect(stage.server.network.timeline()).toHaveLength(1);
    const { place, signal } = stage.context('en');
    await stage.network.remove?.(receipt, { place, signal });
    const left = await agent.com.atproto.repo.describeRepo({ repo: DID });
    expect(left.data.collections).toEqual([]);
  },
);

test('a reply points at the post before it and at the first one', async () => {
  await using stage = await openBluesky();
  const publish = (words: string, change = {}) =>
    stage.network.publish(
      stage.part(makePost({ body: [paragraph(text(words))] })),
      stage.context('en', change),
    );
  const root = await publish('One.');
  const second = await publish('Two.', { root, replyTo: root });
  const key = stage.network.createKey(new Date());
  const part = stage.part(makePost());
  const { record } = await publishAndRead(stage, part, key, { root, replyTo: second });
  expect(record.reply).toEqual({ root: root.ref, parent: second.ref });
});

test('a reply to a post that is gone is refused, since nobody would see it', async () => {
  await using stage = await openBluesky();
  const root = await stage.network.publish(stage.part(makePost()), stage.context('en'));
  const { place, signal } = stage.context('en');
  await stage.network.remove?.(root, { place, signal });
  const call = stage.network.publish(stage.part(makePost()), stage.context('en', { root, replyTo: root }));
  expect(await deliveryError(call, [])).toMatchObject({ kind: 'rejected', reason: 'gone' });
  expect(stage.server.network.timeline()).toEqual([]);
});

test('what is no key of a record is refused before anything is sent', async () => {
  await using stage = await openBluesky();
  const call = stage.network.publish(stage.part(makePost()), stage.context('en', { key: 'self' }));
  expect(await deliveryError(call, [])).toMatchObject({ kind: 'rejected', reason: 'content' });
  expect(stage.server.faults.calls.filter(({ path }) => path.includes('putRecord'))).toEqual([]);
});

test('a mark outside the text is refused before anything is sent', async () => {
  await using stage = await openBluesky();
  const part = stage.part(makePost());
  const broken = {
    ...part,
    marks: [{ kind: 'tag' as const, tag: 'x', start: 10, end: part.text.length + 1 }],
  };
  const call = stage.network.publish(broken, stage.context('en'));
  expect(await deliveryError(call, [])).toMatchObject({ kind: 'rejected', reason: 'content' });
});

test('a pin leaves the rest of the profile as it is', async () => {
  await using stage = await openBluesky();
  const agent = await signIn(stage);
  const profile = { repo: DID, collection: 'app.bsky.actor.profile', rkey: 'self' };
  await agent.com.atproto.repo.putRecord({
    ...profile,
    record: { displayName: 'Солидарность', description: 'x' },
  });
  const receipt = await stage.network.publish(stage.part(makePost()), stage.context('en'));
  const { place, signal } = stage.context('en');
  await stage.network.pin?.(receipt, { place, signal });
  const { data } = await agent.com.atproto.repo.getRecord(profile);
  expect(data.value).toMatchObject({
    displayName: 'Солидарность',
    description: 'x',
    pinnedPost: receipt.ref,
  });
});

test('with pictures the card goes to the next part', async () => {
  await using stage = await openBluesky();
  const { media } = createMemoryMedia('A red square.');
  const card = { url: 'https://belaruswomen.org/', title: 'T', description: 'D' };
  const words = `${'Слово за слово. '.repeat(18)}`;
  const body = [
    paragraph(text(words)),
    paragraph(text(words), link('ссылка', card.url), text('. '), tag('EU')),
  ];
  const { parts } = expectDraft(
    stage.network.compose(makePost({ body, card, media: [media] }), stage.place('en')),
  );
  expect(parts.map(part => [part.media.length, part.card?.url])).toEqual([
    [1, undefined],
    [0, card.url],
  ]);
});

function fail(): never {
  throw new Error('the adapter has no upload');
}
