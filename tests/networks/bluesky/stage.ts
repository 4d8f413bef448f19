import { type AtpAgent, AtpAgent as Client } from '@atproto/api';
import { bluesky } from '../../../src/networks/bluesky/definition.ts';
import { fixture } from '../bluesky.fixture.ts';
import { type NetworkStage, openStage } from '../contract/network-stage.ts';

export const openBluesky = (): Promise<NetworkStage> => openStage(bluesky, fixture);

export const DID = fixture.account.id;

/** The library's own client, signed in beside the adapter: what another program of the account would see. */
export async function signIn(stage: NetworkStage): Promise<AtpAgent> {
  const { BLUESKY_SERVICE = '', BLUESKY_IDENTIFIER = '', BLUESKY_APP_PASSWORD = '' } = stage.server.settings;
  const agent = new Client({ service: BLUESKY_SERVICE });
  await agent.login({ identifier: BLUESKY_IDENTIFIER, password: BLUESKY_APP_PASSWORD });
  return agent;
}

/** How often the server was asked for a method. */
export function callsOf(stage: NetworkStage, method: string): number {
  return stage.server.faults.calls.filter(({ path }) => path.includes(method)).length;
}
