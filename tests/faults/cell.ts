import { setTimeout as sleep } from 'node:timers/promises';
import type { FindContext, Network, PublishContext } from '../../src/domain/network.ts';
import type { Keepsake } from '../../src/domain/network-definition.ts';
import type { Place } from '../../src/domain/place.ts';
import type { Fault } from '../../src/sandbox/faults.ts';
import type { SandboxNetwork } from '../../src/sandbox/sandbox-network.ts';
import { type SandboxServer, serveSandbox } from '../../src/sandbox/serve.ts';
import { createTurnedClock, type TurnedClock } from '../delivery/delivery-stage.ts';
import { createKeepsake } from '../networks/contract/network-stage.ts';
import type { Column } from './columns.ts';
import type { Trouble } from './trouble.ts';

/** Long enough never to matter: a call is given up when the server has had it, not when the machine was slow. */
const TIMEOUT_MS = 20_000;
/** What is left of an answer arrives meanwhile. */
const LEAVE_MS = 60;

/** One network with one trouble: its server, the real adapter, and what both were asked. */
export interface Cell extends AsyncDisposable {
  readonly column: Column;
  readonly sandbox: SandboxNetwork;
  readonly clock: TurnedClock;
  /** The adapter, counted, and struck at the second part. Its pace is not what is tested. */
  readonly network: Network;
  readonly place: Place;
  readonly counts: { calls: number; lookUps: number };
  now(): Date;
  addFault(fault: Fault): void;
  clearFaults(): void;
  closeServer(): Promise<void>;
  reopenServer(): Promise<void>;
  /** From now on the adapter calls a host that nobody knows. */
  loseName(): Promise<void>;
  findName(): void;
}

export async function openCell(column: Column, trouble: Trouble, id: string): Promise<Cell> {
  const clock = createTurnedClock(new Date());
  const lead = trouble.clockLeadMs ?? 0;
  const sandbox = column.fixture.sandbox({ now: () => new Date(clock.now().getTime() + lead) });
  let server: SandboxServer = await serveSandbox(sandbox);
  const { url } = server;
  const connected: Network[] = [];
  const connect = async (base: string, keep: Keepsake): Promise<Network> => {
    const settings = Object.fromEntries(
      Object.entries(server.settings)
        .filter(([name]) => name !== column.without)
        .map(([name, value]) => [name, value.replace(url, base)]),
    );
    const network = await column.definition.connect({
      settings,
      now: clock.now,
      timeoutMs: TIMEOUT_MS,
      keep,
    });
    connected.push(network);
    return network;
  };
  const keep = createKeepsake();
  const real = await connect(url, keep);
  const adapter = { current: real };
  const [place] = column.definition.places(server.settings, ['en']);
  if (place === undefined) throw new Error(`${column.id} has no place`);
  const counts = { calls: 0, lookUps: 0 };

  const cell: Cell = {
    column,
    sandbox,
    clock,
    network: { ...real, rateLimit: { calls: 100_000, perMs: 1_000 } },
    place: { ...place, id: `${place.id}-${id}` },
    counts,
    now: clock.now,
    addFault: fault => server.faults.add(fault),
    clearFaults: () => server.faults.clear(),
    async closeServer() {
      await server.close();
      // The old one may hold a connection that it does not know to be dead; that would be another fault.
      adapter.current = await connect(url, keep);
    },
    async reopenServer() {
      server = await serveSandbox(sandbox, { port: Number(new URL(url).port) });
    },
    async loseName() {
      adapter.current = await connect('http://nowhere.invalid', createKeepsake());
    },
    findName: () => {
      adapter.current = real;
    },
    async [Symbol.asyncDispose]() {
      for (const network of connected) await network.close?.();
      await server.close();
    },
  };
  const struckCall = createStruckCall(cell, trouble, () => server);
  const network: Network = {
    ...cell.network,
    // What one cell's server says is left of its windows must not hold up the other cells of its network.
    publish: (part, { tellAllowances: _, ...context }) => {
      counts.calls += 1;
      return struckCall(context, changed => adapter.current.publish(part, changed));
    },
    find: (part, context: FindContext) => {
      counts.lookUps += 1;
      return adapter.current.find(part, context);
    },
  };
  return { ...cell, network };
}

/** Makes each call, and lets the trouble happen around the second one. */
function createStruckCall(cell: Cell, trouble: Trouble, server: () => SandboxServer) {
  let calls = 0;
  return async <T>(context: PublishContext, call: (context: PublishContext) => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls !== 2) return call(context);
    const posts = cell.sandbox.timeline().length;
    await trouble.begin?.(cell);
    const given = new AbortController();
    const { impatient } = trouble;
    if (impatient !== undefined)
      void abortWhenHad(cell, server, impatient === 'after' ? posts + 1 : posts, given);
    try {
      return await call({ ...context, signal: AbortSignal.any([context.signal, given.signal]) });
    } catch (error) {
      await trouble.failed?.(cell);
      throw error;
    }
  };
}

/** The server has had the call when it has struck it, and, where the effect comes first, has so many posts. */
async function abortWhenHad(
  { column, sandbox }: Cell,
  server: () => SandboxServer,
  posts: number,
  given: AbortController,
): Promise<void> {
  const { method, path } = column.fixture.publishing;
  const had = () =>
    server().faults.calls.filter(call => call.method === method && path.test(call.path)).length >= 2 &&
    sandbox.timeline().length >= posts;
  for (let waited = 0; waited < TIMEOUT_MS && !had(); waited += 5) await sleep(5);
  await sleep(LEAVE_MS);
  given.abort(new Error('the call was given up'));
}
