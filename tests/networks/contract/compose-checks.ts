import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Post } from '../../../src/domain/post.ts';
import { checkDraft, expectDraft } from './check-draft.ts';
import { randomPost } from './random-posts.ts';
import { longPosts, makePost, shortPost } from './sample-posts.ts';
import type { Suite } from './suite.ts';

/** How many random posts go through `compose`: `PROPERTY_RUNS=10000` for the long run. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);
const SEED = Number(process.env.PROPERTY_SEED ?? 21);

export function describeCompose({ definition, fixture, open }: Suite): void {
  test('a short post is one part', async () => {
    await using stage = await open();
    const draft = expectDraft(stage.network.compose(shortPost, stage.place('ru')));
    expect(draft.parts).toHaveLength(1);
    checkDraft(shortPost, draft, fixture);
  });

  test.each(longPosts)(
    'a long post ($language) is cut so that every part fits and nothing is lost',
    async post => {
      await using stage = await open();
      checkDraft(post, expectDraft(stage.network.compose(post, stage.place(post.language))), fixture);
    },
  );

  test.each(longPosts)('a numbered thread ($language) counts its numbers in', async post => {
    await using stage = await open();
    const numbered = { ...post, options: { numbered: true } };
    const { parts } = expectDraft(stage.network.compose(numbered, stage.place(post.language)));
    checkDraft(numbered, { parts }, fixture);
    const total = parts.length;
    for (const [index, part] of parts.entries()) {
      if (total > 1) expect(part.text).toContain(`${index + 1}/${total}`);
    }
  });

  test('any text: parts fit, marks are right, nothing is lost', { timeout: 30_000 + RUNS * 60 }, async () => {
    await using stage = await open();
    const property = fc.property(randomPost, post => {
      const draft = expectDraft(stage.network.compose(post, stage.place(post.language)));
      checkDraft(post, draft, fixture);
      deepStrictEqual(stage.network.compose(structuredClone(post), stage.place(post.language)), draft);
    });
    fc.assert(property, { numRuns: RUNS, seed: SEED });
  });

  test('the same post gives the same draft, and is left as it was', async () => {
    await using stage = await open();
    for (const post of [shortPost, ...longPosts]) {
      const frozen = deepFreeze(structuredClone(post)) as Post;
      const first = stage.network.compose(frozen, stage.place(post.language));
      const second = stage.network.compose(structuredClone(post), stage.place(post.language));
      expect(second).toEqual(first);
    }
  });

  test('a text written for this network is the one that is taken', async () => {
    await using stage = await open();
    const own = makePost().body.map(block => structuredClone(block));
    const post = { ...shortPost, bodyFor: { [definition.name]: own } };
    const { parts } = expectDraft(stage.network.compose(post, stage.place('ru')));
    expect(parts.map(part => part.text)).toEqual(['A plain sentence.']);
  });

  test('keys are never the same', async () => {
    await using stage = await open();
    const now = new Date(stage.clock.time);
    const keys = Array.from({ length: 200 }, () => stage.network.createKey(now));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(fixture.refused)('refuses what it cannot carry: $why', async ({ post }) => {
    await using stage = await open();
    const whole = makePost(post);
    const composed = stage.network.compose(whole, stage.place(whole.language));
    if (!('refusal' in composed)) throw new Error(`composed: ${JSON.stringify(composed)}`);
    expect(composed.refusal).toContain(whole.id);
  });
}

function deepFreeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
