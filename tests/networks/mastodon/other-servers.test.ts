import { describe, expect, test } from 'vitest';
import { isRefusal, type Part } from '../../../src/domain/draft.ts';
import type { Receipt } from '../../../src/domain/network.ts';
import type { Post } from '../../../src/domain/post.ts';
import { failedCall } from './failed-call.ts';
import { OTHER_SERVERS } from './other-servers.ts';
import { uploadedPicture } from './pictures.ts';
import {
  findContext,
  partOf,
  place,
  publishContext,
  type ServedMastodon,
  servedMastodon,
  signal,
} from './served-mastodon.ts';

const SENTENCE = '«Дорога в Гаагу» — это 1 593 имени, 👩‍👩‍👧‍👦 и 5 % правды… ';

/** Words, addresses, tags and emoji, `times` over. */
function longPost(times: number, change: Partial<Post> = {}): Post {
  const segments = Array.from({ length: times }, (_, index) => [
    { kind: 'text' as const, text: SENTENCE },
    { kind: 'link' as const, text: 'Имена', url: `https://belaruswomen.org/${'a'.repeat(90)}/${index}` },
    { kind: 'text' as const, text: ' для всех. ' },
  ]);
  return {
    id: 'test/long',
    language: 'ru',
    body: [{ kind: 'paragraph', segments: segments.flat() }, { kind: 'tags' }],
    tags: ['FreeThemAll', 'Belarus'],
    media: [],
    options: {},
    figures: [],
    ...change,
  };
}

function partsOf({ network }: ServedMastodon, post: Post): readonly Part[] {
  const composed = network.compose(post, { ...place, language: post.language });
  if (isRefusal(composed)) throw new Error(composed.refusal);
  return composed.parts;
}

async function publishAll({ network }: ServedMastodon, parts: readonly Part[]): Promise<readonly Receipt[]> {
  const receipts: Receipt[] = [];
  for (const part of parts) {
    const [root, replyTo] = [receipts[0], receipts.at(-1)];
    const context = publishContext({ ...(root && { root }), ...(replyTo && { replyTo }) });
    receipts.push(await network.publish(part, context));
  }
  return receipts;
}

async function served(name: string): Promise<ServedMastodon> {
  const mastodon = await servedMastodon({ deviations: OTHER_SERVERS[name] ?? {} });
  await mastodon.network.refresh?.({ signal: signal() });
  return mastodon;
}

describe.each(Object.keys(OTHER_SERVERS))('%s', name => {
  test("takes a thread whose parts are as full as the server's own limit lets them be", async () => {
    await using mastodon = await served(name);
    const limit = OTHER_SERVERS[name]?.maxCharacters ?? 500;
    const parts = partsOf(mastodon, longPost(Math.ceil((2 * Math.min(limit, 5000)) / 180)));
    expect(parts.length > 1).toBe(limit <= 10_000);
    expect(new Set(parts.map(part => part.limit))).toEqual(new Set([limit]));
    await publishAll(mastodon, parts);
    expect(mastodon.timeline().map(({ text }) => text)).toEqual(parts.map(({ text }) => text));
    expect(mastodon.timeline().map(({ replyTo }) => replyTo !== undefined)).toEqual(
      parts.map((_, index) => index > 0),
    );
  });

  test('takes pictures with their alt texts, and pictures alone', async () => {
    await using mastodon = await served(name);
    const { media, upload } = await uploadedPicture(mastodon.network, 'Красный квадрат');
    await mastodon.network.publish(partOf('', { media: [media] }), publishContext({ uploads: [upload] }));
    expect(mastodon.timeline()).toMatchObject([{ text: '', media: [{ alt: 'Красный квадрат' }] }]);
  });

  test('a post whose answer was lost is found, and one that never came is not', async () => {
    await using mastodon = await served(name);
    const since = new Date(mastodon.clock.time);
    const { server, network, token } = mastodon;
    const [part] = partsOf(mastodon, longPost(1));
    if (part === undefined) throw new Error('no part');
    server.faults.add({ method: 'POST', path: /statuses$/, when: 'after', effect: { kind: 'reset' } });
    expect((await failedCall(network.publish(part, publishContext()), token)).kind).toBe('unknown');
    const found = await network.find(part, findContext(since));
    expect(found).toMatchObject({ outcome: 'found', receipt: { id: mastodon.timeline()[0]?.id } });
    const other = await network.find(partOf('Другой текст'), findContext(since));
    expect(other).toEqual({ outcome: 'nothing' });
  });

  test('says whose the token is', async () => {
    await using mastodon = await served(name);
    const account = await mastodon.network.verify(signal());
    expect(account.name).toMatch(/^@solidarity@[a-z.]+$/);
  });

  test('a post is taken down once and for all', async () => {
    await using mastodon = await served(name);
    const receipt = await mastodon.network.publish(partOf('Text'), publishContext());
    await mastodon.network.remove?.(receipt, { place, signal: signal() });
    await mastodon.network.remove?.(receipt, { place, signal: signal() });
    expect(mastodon.timeline()).toEqual([]);
  });

  test('a text that is refused is told in one sentence', async () => {
    await using mastodon = await served(name);
    const text = 'a'.repeat(100_001);
    const error = await failedCall(mastodon.network.publish(partOf(text), publishContext()), mastodon.token);
    expect(error).toMatchObject({ kind: 'rejected', reason: 'content' });
  });
});

test("GoToSocial: a language that it does not know is left out, and it isn't asked again", async () => {
  await using mastodon = await served('GoToSocial');
  for (const text of ['One', 'Two']) {
    await mastodon.network.publish(partOf(text, { language: 'tlh' }), publishContext());
  }
  expect(mastodon.timeline()).toHaveLength(2);
});

test('Akkoma: its own names of the limits of pictures and alt texts are known', async () => {
  await using mastodon = await served('Akkoma');
  expect(mastodon.network.mediaLimits?.picture.bytes).toBe(16_000_000);
  expect(mastodon.network.mediaLimits?.video?.bytes).toBe(16_000_000);
  const media = [{ id: '1', path: 'a.png', type: 'image/png', alt: 'я'.repeat(701) }];
  expect(mastodon.network.compose(longPost(1, { media }), place)).toMatchObject({
    refusal: expect.stringContaining('Mastodon takes 700'),
  });
});

test('snac: where nothing is listed but the newest posts, an account that posted much cannot be told from', async () => {
  await using mastodon = await served('snac');
  const since = new Date(mastodon.clock.time);
  for (let index = 0; index < 20; index += 1) {
    await mastodon.network.publish(partOf(`Post ${index}`), publishContext());
  }
  const found = await mastodon.network.find(partOf('Lost'), findContext(since));
  expect(found).toMatchObject({ outcome: 'cannot tell', why: expect.stringContaining('newest 20') });
  const lists = mastodon.server.faults.calls.filter(({ path }) => path.includes('/statuses?'));
  expect(lists.length).toBeLessThanOrEqual(2);
});

test('Takahē: a video is refused when the campaign is composed, since the server shows none', async () => {
  await using mastodon = await served('Takahē');
  const media = [{ id: '1', path: 'a.mp4', type: 'video/mp4', alt: 'Марш' }];
  expect(mastodon.network.mediaLimits?.video).toBeUndefined();
  expect(mastodon.network.compose(longPost(1, { media }), place)).toMatchObject({
    refusal: expect.stringContaining('does not take'),
  });
});

test('a server without edits refuses one, and the post stays as it was', async () => {
  await using mastodon = await served('Takahē');
  const receipt = await mastodon.network.publish(partOf('Before'), publishContext());
  const edit = mastodon.network.edit?.(receipt, partOf('After'), publishContext());
  expect((await failedCall(edit, mastodon.token)).kind).toBe('rejected');
  expect(mastodon.timeline()[0]?.text).toBe('Before');
});
