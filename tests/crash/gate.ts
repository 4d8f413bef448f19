import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { SandboxNetwork } from '../../src/sandbox/sandbox-network.ts';
import type { CallMoment, NetworkName } from './moment.ts';
import { publishingCall } from './publishing-call.ts';

/** Kills the bot, and resolves when it is gone. */
export type Strike = () => Promise<void>;

/** Sits before a network's server, and strikes around a call that publishes when it is told to. */
export interface Gate {
  readonly network: SandboxNetwork;
  /** The next call that publishes is the one. */
  arm(kind: CallMoment, delayMs: number, strike: Strike): void;
  disarm(): void;
  /** Calls that publish, and how many of them repeated an earlier one by its key. */
  counts(): { readonly calls: number; readonly repeats: number };
}

interface Armed {
  readonly kind: CallMoment;
  readonly delayMs: number;
  readonly strike: Strike;
}

export function createGate(name: NetworkName, network: SandboxNetwork): Gate {
  const keys = new Set<string>();
  let armed: Armed | undefined;
  let calls = 0;
  let repeats = 0;

  const pass = async (request: Request): Promise<Response> => {
    const call = await publishingCall(name, request);
    if (call === undefined) return network.app.fetch(request);
    calls += 1;
    if (call.key !== undefined && keys.has(call.key)) repeats += 1;
    if (call.key !== undefined) keys.add(call.key);
    const now = armed;
    armed = undefined;
    return now === undefined ? network.app.fetch(request) : struck(now, () => network.app.fetch(request));
  };

  return {
    network: { ...network, app: new Hono().all('*', context => pass(context.req.raw)) },
    arm: (kind, delayMs, strike) => {
      armed = { kind, delayMs, strike };
    },
    disarm: () => {
      armed = undefined;
    },
    counts: () => ({ calls, repeats }),
  };
}

/** What is answered after the strike reaches nobody. */
async function struck(
  { kind, delayMs, strike }: Armed,
  perform: () => Response | Promise<Response>,
): Promise<Response> {
  switch (kind) {
    case 'before its effect, which never comes':
      await strike();
      return new Response(null, { status: 500 });
    case 'before its effect, which comes late':
      await strike();
      await sleep(delayMs);
      return perform();
    case 'after its effect, before the answer': {
      const response = await perform();
      await strike();
      return response;
    }
    case 'right after the answer':
    case 'between two parts': {
      const response = await perform();
      setTimeout(() => void strike(), delayMs);
      return response;
    }
  }
}
