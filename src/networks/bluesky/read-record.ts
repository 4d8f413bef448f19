import { type ComAtprotoRepoGetRecord, XRPCError } from '@atproto/api';
import type { SignedIn } from './create-session.ts';

/** A record of the account, or undefined where there is none. Servers differ in the error name by which they say so. */
export async function readRecord(
  { agent, did }: SignedIn,
  collection: string,
  rkey: string,
  signal: AbortSignal,
): Promise<ComAtprotoRepoGetRecord.OutputSchema | undefined> {
  try {
    const answer = await agent.com.atproto.repo.getRecord({ repo: did, collection, rkey }, { signal });
    return answer.data;
  } catch (error) {
    if (error instanceof XRPCError && NOT_THERE.has(error.error)) return undefined;
    throw error;
  }
}

const NOT_THERE = new Set(['RecordNotFound', 'InvalidRequest']);
