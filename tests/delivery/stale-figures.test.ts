import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PlannedDelivery } from '../../src/domain/ledger.ts';
import type { Post } from '../../src/domain/post.ts';
import { baseFigure, exactly } from '../figures/reading.ts';
import { createDeliveryStage, type DeliveryStage, plannedDelivery } from './delivery-stage.ts';
import { createScriptedNetwork, draftOf, type ScriptedNetwork } from './scripted-network.ts';

const HOUR_MS = 3_600_000;

let network: ScriptedNetwork;
let stage: DeliveryStage;
beforeEach(async () => {
  network = createScriptedNetwork();
  stage = await createDeliveryStage(network);
});
afterEach(() => stage[Symbol.asyncDispose]());

function post(value: number, asOf: string): Post {
  const figures = [baseFigure({ value: exactly(value), asOf })];
  return { id: 'may-21/eve', language: 'en', body: [], tags: [], media: [], options: {}, figures };
}

/** `freshFor`: from the due time on; negative: stale by then. */
function planned(text: string, freshFor: number): PlannedDelivery {
  const dueAt = new Date(stage.clock.now().getTime() + HOUR_MS);
  const delivery = plannedDelivery('eve', dueAt);
  return {
    delivery: { ...delivery, freshUntil: new Date(dueAt.getTime() + freshFor) },
    draft: draftOf([text]),
  };
}

async function planStale(): Promise<string> {
  await stage.ledger.freezePost('2027', post(198, '2024-03-26'));
  const [id = ''] = await stage.ledger.plan([planned('198 women', -1)]);
  return id;
}

test('a post that will state a stale figure is held before its time, naming it, and the admins are asked', async () => {
  const id = await planStale();
  await stage.ring(id);
  const delivery = (await stage.ledger.read(id))?.delivery;
  expect(delivery).toMatchObject({ state: 'held', heldBy: 'stale figure' });
  expect(delivery?.note).toBe('figures that are too old: women (as of 2024-03-26)');
  const [notice] = await stage.ledger.untold(10);
  expect(notice).toMatchObject({ kind: 'stale post', post: 'may-21/eve', occurrence: '2027' });
  await stage.desk.sweep();
  expect(await stage.state(id)).toBe('held');
});

test('with fresh figures in its text it goes out, with those', async () => {
  const id = await planStale();
  await stage.ring(id);
  const text = post(201, '2027-05-20');
  expect(await stage.ledger.refreezePost('2027', [text], [planned('201 women', HOUR_MS)])).toBe(true);
  await stage.desk.sweep();
  expect((await stage.ringOn(id)).state).toBe('published');
  expect(network.timeline.map(entry => entry.text)).toEqual(['201 women']);
  expect((await stage.ledger.frozenPost('2027', 'may-21/eve', 'en'))?.figures).toEqual(text.figures);
});

test('an admin may want it as it is', async () => {
  const id = await planStale();
  await stage.ring(id);
  expect(await stage.ledger.waiveStale('may-21/eve', '2027')).toBe(1);
  await stage.desk.sweep();
  expect((await stage.ringOn(id)).state).toBe('published');
});

test('what has begun anywhere keeps its figures everywhere', async () => {
  await stage.ledger.freezePost('2027', post(198, '2024-03-26'));
  const other = planned('198 women', HOUR_MS);
  const [id = ''] = await stage.ledger.plan([
    planned('198 women', HOUR_MS),
    { ...other, delivery: { ...other.delivery, id: 'may-21/eve/2027/testnet-ru', place: 'testnet-ru' } },
  ]);
  await stage.ringOn(id);
  const again = [planned('201 women', HOUR_MS), { ...other, draft: draftOf(['201 women']) }];
  expect(await stage.ledger.refreezePost('2027', [post(201, '2027-05-20')], again)).toBe(false);
  expect((await stage.ledger.frozenPost('2027', 'may-21/eve', 'en'))?.figures[0]?.value).toEqual(
    exactly(198),
  );
  expect((await stage.ledger.read('may-21/eve/2027/testnet-ru'))?.parts[0]?.part.text).toBe('198 women');
});
