import { expect, test } from 'vitest';
import { followApprovalRules } from '../../src/campaign/approvals/need-approval.ts';
import { refreshPosts } from '../../src/campaign/figures/refresh-posts.ts';
import { openHouseOnStage } from './house-on-stage.ts';
import { campaignFiles } from './sample-files.ts';

const POST = 'sample/note';
const [EDITOR, SETTER, OTHER] = ['1', '2', '3'];
const HOUR_MS = 3_600_000;

const needing = (approvals: number) => {
  const files = campaignFiles('', {
    'sample/note.en.liquid': '{{ figures.women | count }} in custody {{ figures.women | as_of }}.',
    'sample/note.ru.liquid': '{{ figures.women | count }} в заключении {{ figures.women | as_of }}.',
  });
  const yaml = String(files['sample/campaign.yaml']);
  return {
    ...files,
    'sample/campaign.yaml':
      approvals === 0 ? yaml : yaml.replace('lateBy', `approvals: ${approvals}\nlateBy`),
  };
};

test('newer figures need approvals anew, and not from who set them', async () => {
  await using stage = await openHouseOnStage({ files: needing(1) });
  const { useCases, house, clock } = stage;
  const at = new Date(clock.now().getTime() + 48 * HOUR_MS);
  const { occurrence, deliveries } = await useCases.schedule({ post: POST, at, admin: EDITOR });
  expect(deliveries.every(({ heldBy }) => heldBy === 'approval')).toBe(true);
  const approve = async (admin: string) => {
    const request = await house.approvals?.request(POST, occurrence);
    return useCases.approvals.approve({ key: request?.hash.slice(0, 20) ?? '', admin });
  };
  expect((await approve(SETTER)).complete).toBe(true);
  const asOf = clock.now().toISOString().slice(0, 10);
  await useCases.figures.set({ figure: 'women', value: '199', asOf, by: SETTER });
  expect(await refreshPosts(house)).toEqual([]);
  await stage.desk.sweep();
  expect((await house.ledger.list({ post: POST })).every(({ state }) => state === 'held')).toBe(true);
  const view = await useCases.approvals.viewOf(
    (await useCases.approvals.open())[0] ?? expect.fail('nothing is asked'),
  );
  expect(view.figures.map(({ value }) => value)).toEqual([{ kind: 'exact', value: 199 }]);
  expect(view.drafts.some(({ parts }) => parts[0]?.text.includes('199'))).toBe(true);
  await expect(approve(SETTER)).rejects.toMatchObject({ words: { key: 'approvalOwn' } });
  expect((await approve(OTHER)).complete).toBe(true);
});

test('a campaign whose file asks for approvals from now on holds what waits already', async () => {
  await using stage = await openHouseOnStage({ files: needing(0) });
  const at = new Date(stage.clock.now().getTime() + 48 * HOUR_MS);
  await stage.useCases.schedule({ post: POST, at, admin: EDITOR });
  const { house, desk } = await stage.reopen(needing(2));
  await followApprovalRules(house);
  await desk.sweep();
  const [held] = await house.ledger.list({ post: POST });
  expect(held).toMatchObject({ state: 'held', heldBy: 'approval', approvals: { given: 0, needed: 2 } });
  // Who wrote it is known, although nothing had to be approved then.
  expect((await house.approvals?.open())?.[0]?.writers).toEqual([EDITOR]);
});
