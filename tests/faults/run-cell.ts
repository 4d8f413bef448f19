import { createDeliveryDesk } from '../../src/delivery/create-delivery-desk.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { DeliveryDesk } from '../../src/domain/delivery-desk.ts';
import { isRefusal, type Part } from '../../src/domain/draft.ts';
import type { Ledger } from '../../src/domain/ledger.ts';
import { silentLog } from '../../src/shared/log.ts';
import type { Answer } from '../crash/admin.ts';
import { judge, type Script } from '../crash/judge.ts';
import type { NetworkName } from '../crash/moment.ts';
import { sentencesOf } from '../crash/write-campaign.ts';
import { createSilentAlarms } from '../delivery/delivery-stage.ts';
import { makePost, paragraph, text } from '../networks/contract/sample-posts.ts';
import type { Bells } from './bells.ts';
import { type Cell, openCell } from './cell.ts';
import type { Column } from './columns.ts';
import type { Row } from './rows.ts';
import type { Trouble } from './trouble.ts';

/** How one fault ended on one network. */
export interface Outcome {
  /** What became of the delivery, from the first state that a person would notice to the last. */
  readonly path: readonly string[];
  /** Calls that publish, as the desk made them; three parts take three. */
  readonly calls: number;
  readonly lookUps: number;
  /** Sentences that stand on the timeline more than once. */
  readonly duplicates: number;
  /** Sentences that are missing although nobody was told so. */
  readonly lost: number;
  /** In another order, answering another part, or with another text than it should. */
  readonly wrong: number;
}

/** Short, so that an answer that repeats them is short too. */
const SENTENCES = sentencesOf(1, 'en', 'x');
const PARTS = [SENTENCES.slice(0, 3), SENTENCES.slice(3, 6), SENTENCES.slice(6)];

const MOST_RINGS = 400;
const MINUTE_MS = 60_000;

/** Undefined: this network has no such thing. */
export async function runCell(
  row: Row,
  column: Column,
  { ledger, bells }: { readonly ledger: Ledger; readonly bells: Bells },
  id: string,
): Promise<Outcome | undefined> {
  const trouble = row.trouble(column);
  if (trouble === undefined) return undefined;
  await using cell = await openCell(column, trouble, id);
  const delivery = await planThread(cell, ledger, id);
  const desk = openDesk(cell, ledger, id);
  const vouched: Answer[] = [];
  const path = await follow({ cell, ledger, bells, desk, trouble, delivery, vouched });
  return { path, ...cell.counts, ...(await judgeCell(cell, ledger, delivery, vouched)) };
}

async function planThread(cell: Cell, ledger: Ledger, id: string): Promise<string> {
  const name = cell.column.fixture.name;
  const parts = PARTS.flatMap(sentences => composePart(cell, id, sentences.join(' ')));
  const delivery = {
    id: `faults/${id}/1/${cell.place.id}`,
    post: `faults/${id}`,
    occurrence: '1',
    network: name,
    place: cell.place.id,
    language: 'en',
    dueAt: cell.now(),
    lateByMs: 30 * MINUTE_MS,
    giveUpAfterMs: 120 * MINUTE_MS,
  };
  await ledger.plan([{ delivery, draft: { parts } }]);
  return delivery.id;
}

function composePart({ network, place }: Cell, id: string, words: string): readonly Part[] {
  const draft = network.compose(makePost({ id: `faults/${id}`, body: [paragraph(text(words))] }), place);
  if (isRefusal(draft)) throw new Error(draft.refusal);
  return draft.parts;
}

function openDesk(cell: Cell, ledger: Ledger, id: string): DeliveryDesk {
  return createDeliveryDesk({
    ledger,
    alarms: createSilentAlarms(),
    networks: new Map([[cell.network.name, cell.network]]),
    places: [cell.place],
    prepareMedia: () => Promise.reject(new Error('no media here')),
    clock: cell.clock,
    log: silentLog,
    report: () => {},
    dice: () => 0.5,
    // Other cells run beside this one in the same process.
    worker: { id: `worker of ${id}`, isDead: () => false },
  });
}

interface Following {
  readonly cell: Cell;
  readonly ledger: Ledger;
  readonly bells: Bells;
  readonly desk: DeliveryDesk;
  readonly trouble: Trouble;
  readonly delivery: string;
  readonly vouched: Answer[];
}

/** The queue rings it whenever it is due, by a clock that is turned; does what admins do, until it ends. */
async function follow(following: Following): Promise<readonly string[]> {
  const { cell, ledger, bells, desk, trouble, delivery } = following;
  const path: string[] = [];
  let rings = 0;
  await bells.ringThrough(delivery, async signal => {
    const { state, ringAt } = await read(ledger, delivery);
    if (state === 'unknown') path.push(`asked: ${await answer(following)}`);
    else if (state === 'held') path.push(await renew(following));
    else if (state !== 'planned' && state !== 'scheduled') {
      path.push(state);
      return true;
    } else {
      cell.clock.turn(Math.max(0, ringAt.getTime() - cell.now().getTime()));
      await desk.ring({ deliveryId: delivery, network: cell.network.name }, signal);
      rings += 1;
      if (rings === trouble.repairAfter) await trouble.repair?.(cell);
    }
    if (rings < MOST_RINGS) return false;
    path.push('never ends');
    return true;
  });
  return path;
}

async function read(ledger: Ledger, id: string): Promise<Delivery> {
  const record = await ledger.read(id);
  if (record === undefined) throw new Error(`${id} is not in the ledger`);
  return record.delivery;
}

/** An admin looks at the timeline, and says what is there. */
async function answer({ cell, ledger, desk, delivery, vouched }: Following): Promise<string> {
  const record = await ledger.read(delivery);
  const part = (record?.parts.findIndex(({ receipt }) => receipt === undefined) ?? 0) + 1;
  const there = cell.sandbox.timeline().length >= part;
  if (there) {
    const name = cell.place.id;
    vouched.push({ place: name, thread: 1, language: 'en', part, answer: 'there' });
  }
  const words = there ? 'it is there' : 'send again';
  await desk.settle(delivery, words);
  return words;
}

/** An admin has seen to the credentials. */
async function renew({ cell, desk, trouble }: Following): Promise<string> {
  await trouble.repair?.(cell);
  await desk.renewed(cell.network.name);
  return 'held until renewed';
}

async function judgeCell(cell: Cell, ledger: Ledger, delivery: string, vouched: readonly Answer[]) {
  const name = cell.column.fixture.name as NetworkName;
  const script: Script = {
    threads: [{ number: 1, networks: [name] }],
    languages: ['en'],
    sentencesOf: () => PARTS.flat(),
  };
  const verdict = judge(name, cell.sandbox.timeline(), script, vouched);
  const { state } = await read(ledger, delivery);
  const untold = await ledger.untold(1_000);
  const told = untold.some(notice => notice.kind === 'delivery' && notice.delivery.id === delivery);
  const accounted = state === 'failed' && told;
  const { duplicates, disordered, misplaced, strangers } = verdict;
  return {
    duplicates,
    lost: accounted ? 0 : verdict.lost,
    wrong: disordered + misplaced + strangers + (accounted ? 0 : verdict.altered),
  };
}
