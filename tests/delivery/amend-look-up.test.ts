import { expect, test } from 'vitest';
import type { AmendDesk, AmendErrand } from '../../src/delivery/amend/amend-desk.ts';
import { AMEND_TIMES } from '../../src/delivery/amend/amend-desk.ts';
import { lookUp } from '../../src/delivery/amend/look-up.ts';
import { createTurnedClock } from './delivery-stage.ts';
import { createScriptedNetwork, draftOf } from './scripted-network.ts';

const [part] = draftOf(['a correction']).parts;

/** Looks for a correction whose call began half a minute ago and ended so long ago; gives how long it waited. */
async function waitedFor(endedMsAgo: number | undefined, settleMs: number): Promise<number> {
  const clock = createTurnedClock();
  const ago = (ms: number) => new Date(clock.now().getTime() - ms);
  const desk = {
    clock,
    book: { heldBy: async () => undefined },
    ledger: { lastReceipt: async () => undefined },
  } as unknown as AmendDesk;
  const errand = {
    amendment: { kind: 'edit', delivery: 'a delivery' },
    network: createScriptedNetwork(),
    place: { id: 'testnet-en', network: 'testnet', language: 'en' },
    signal: new AbortController().signal,
    times: { ...AMEND_TIMES, settleMs },
    ...(endedMsAgo === undefined ? {} : { lastCallAt: ago(endedMsAgo) }),
  } as unknown as AmendErrand;
  const asked = performance.now();
  const lost = { key: 'key', since: ago(30_000), uploads: [] };
  if (part === undefined) throw new Error('a draft has a part');
  expect(await lookUp(desk, errand, part, lost, {})).toEqual({ outcome: 'nothing' });
  return performance.now() - asked;
}

test('a correction whose call has just been given up is looked for when what came of it can have arrived', async () => {
  // A timer may ring a moment early.
  expect(await waitedFor(0, 200)).toBeGreaterThan(195);
});

test('a correction whose call is long over is looked for at once', async () => {
  // It would end by the time-out of the test otherwise.
  await waitedFor(25_000, 25_000);
  await waitedFor(undefined, 30_000);
});
