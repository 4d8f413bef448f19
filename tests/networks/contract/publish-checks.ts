import { expect, test } from 'vitest';
import type { Receipt } from '../../../src/domain/network.ts';
import type { Post } from '../../../src/domain/post.ts';
import { expectDraft } from './check-draft.ts';
import { createMemoryMedia } from './memory-media.ts';
import { shownPost } from './network-stage.ts';
import { longPosts, makePost, paragraph, shortPost, text } from './sample-posts.ts';
import type { Suite } from './suite.ts';

export function describePublish({ fixture, open, check }: Suite): void {
  const textOnServer = fixture.textOnServer ?? (part => part.text);

  test('followers see the text as it was composed', async () => {
    await using stage = await open();
    const part = stage.part(shortPost);
    const receipt = await stage.network.publish(part, stage.context('ru'));
    const shown = shownPost(stage, receipt, stage.place('ru'));
    expect(shown.text).toBe(textOnServer(part));
    expect(receipt.at).toEqual(new Date(stage.clock.time));
    if (receipt.url !== undefined) expect(URL.canParse(receipt.url)).toBe(true);
    expect(JSON.parse(JSON.stringify(receipt))).toEqual({ ...receipt, at: receipt.at.toISOString() });
    fixture.checkPublished?.(shown, part);
  });

  check('links', 'links and tags are where the part has them', async () => {
    await using stage = await open();
    const part = stage.part(shortPost);
    const shown = shownPost(stage, await stage.network.publish(part, stage.context('ru')), stage.place('ru'));
    const wanted = part.marks.filter(({ kind }) => kind === 'link' || kind === 'tag');
    expect(wanted).toHaveLength(3);
    for (const mark of wanted) expect(shown.marks).toContainEqual(mark);
  });

  check('language tag', 'the post bears its language', async () => {
    await using stage = await open();
    for (const language of ['en', 'ru']) {
      const receipt = await stage.network.publish(
        stage.part(makePost({ language })),
        stage.context(language),
      );
      expect(shownPost(stage, receipt).language).toBe(language);
    }
  });

  check('thread', 'a thread hangs together, in order', async () => {
    for (const post of longPosts) await publishThread(post);
  });

  async function publishThread(post: Post) {
    await using stage = await open();
    const { parts } = expectDraft(stage.network.compose(post, stage.place(post.language)));
    const receipts: Receipt[] = [];
    for (const part of parts) {
      const [root, replyTo] = [receipts[0], receipts.at(-1)];
      const thread = root !== undefined && replyTo !== undefined ? { root, replyTo } : {};
      receipts.push(await stage.network.publish(part, stage.context(post.language, thread)));
    }
    receipts.forEach((receipt, index) => {
      const shown = shownPost(stage, receipt, stage.place(post.language));
      const part = parts[index];
      expect(shown.text).toBe(part && textOnServer(part));
      expect(shown.replyTo).toBe(receipts[index - 1]?.id);
    });
  }

  check('picture', 'a picture arrives, with what it shows in words', async () => {
    await using stage = await open();
    const { media, prepared, file } = createMemoryMedia('A red square.');
    const post = makePost({ media: [media] });
    const { parts } = expectDraft(stage.network.compose(post, stage.place('en')));
    const [part] = parts;
    if (part === undefined) throw new Error('no part');
    const { signal, place } = stage.context('en');
    const upload = await stage.network.upload?.(prepared, { place, signal });
    const uploads = upload === undefined ? [] : [upload];
    const receipt = await stage.network.publish(part, stage.context('en', { uploads, file }));
    const shown = shownPost(stage, receipt, place);
    expect(shown.media.map(({ type }) => type)).toEqual(['image/png']);
    expect(shown.media.map(({ bytes }) => Buffer.from(bytes).equals(prepared.bytes))).toEqual([true]);
    expect(`${shown.media[0]?.alt ?? ''} ${shown.text}`).toContain('A red square.');
  });

  test('two posts of the same moment are two posts', async () => {
    await using stage = await open();
    for (const words of ['The first.', 'The second.']) {
      await stage.network.publish(
        stage.part(makePost({ body: [paragraph(text(words))] })),
        stage.context('en'),
      );
    }
    expect(stage.server.network.timeline().map(post => post.text)).toEqual(['The first.', 'The second.']);
  });
}
