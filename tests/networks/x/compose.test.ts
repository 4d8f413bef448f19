import { expect, test } from 'vitest';
import { type Draft, isRefusal } from '../../../src/domain/draft.ts';
import type { Post } from '../../../src/domain/post.ts';
import { composeXPost } from '../../../src/networks/x/compose-x-post.ts';
import { costOfPart } from '../../../src/networks/x/cost-of-part.ts';

const post: Post = {
  id: 'may-21/morning',
  language: 'en',
  body: [
    {
      kind: 'paragraph',
      segments: [
        { kind: 'text', text: 'Read ' },
        { kind: 'link', text: 'their names', url: 'https://belaruswomen.org/names' },
        { kind: 'text', text: '.' },
      ],
    },
    { kind: 'tags' },
  ],
  tags: ['FreePoliticalPrisoners', 'FreeThemAll', 'TimeToAct', 'StopRailCargo', 'Belarus'],
  media: [],
  options: {},
  figures: [],
};

function draftOf(change: Partial<Post> = {}): Draft {
  const composed = composeXPost({ ...post, ...change });
  if (isRefusal(composed)) throw new Error(composed.refusal);
  return composed;
}

test('the address of a link stands beside its text, and three tags under it', () => {
  const [part] = draftOf().parts;
  expect(part?.text).toBe(
    'Read their names (https://belaruswomen.org/names).\n\n#FreePoliticalPrisoners #FreeThemAll #TimeToAct',
  );
  expect(part?.length).toBe(19 + 23 + 2 + 47 + 1);
  expect(part && costOfPart(part).amount).toBe(0.2);
});

test('without links, where the campaign wants to pay less', () => {
  const [part] = draftOf({ options: { withoutLinks: true } }).parts;
  expect(part?.text).toContain('Read their names.');
  expect(part && costOfPart(part).amount).toBe(0.015);
});

test('options of other networks mean nothing here', () => {
  const options = { silent: true, topic: 7, linkPreview: 'none', visibility: 'public' } as const;
  expect(draftOf({ options }).parts[0]?.text).toBe(draftOf().parts[0]?.text);
});

test('one cashtag is taken, and one in each part', () => {
  const paragraph = (text: string) => ({
    kind: 'paragraph' as const,
    segments: [{ kind: 'text' as const, text }],
  });
  const long = `${'Words and more words. '.repeat(10)}`;
  expect(draftOf({ body: [paragraph('Freeze $ABC.')], tags: [] }).parts).toHaveLength(1);
  expect(
    draftOf({ body: [paragraph(`${long}$ABC.`), paragraph(`${long}$DEF.`)], tags: [] }).parts,
  ).toHaveLength(2);
});
