import { createLockdownUseCases, type LockdownUseCases } from '../campaign/lockdown/lockdown-use-cases.ts';
import { createMemberUseCases, type MemberUseCases } from '../campaign/members/member-use-cases.ts';
import { APPROVES, type Role, type VoidMember, WRITES } from '../domain/member.ts';
import { openMemberBook } from '../members/open-member-book.ts';
import { createKeepsakes } from '../storage/create-keepsakes.ts';
import { dropKeepsakes } from '../storage/drop-keepsakes.ts';
import { createLockProof } from '../storage/lock-proof.ts';
import type { ControlRoomParts } from './control-room-parts.ts';

/** Who is in, and what shuts everybody out. */
export interface Crew {
  readonly members: MemberUseCases;
  readonly lockdown: LockdownUseCases;
}

/** Sessions with networks, and the address of the calendar, which is a key by itself. */
const SESSIONS = ['session', 'calendar token'];
const PATIENCE_MS = 5_000;

export async function openCrew({ storage, settings, house, useCases, log }: ControlRoomParts): Promise<Crew> {
  const book = await openMemberBook(storage.kysely(), settings.telegramAdmins);
  // Whoever keeps something that a member has begun adds how it is made void.
  const those = (roles: readonly Role[], without?: string) =>
    book
      .list()
      .filter(({ id, role }) => id !== without && roles.includes(role))
      .map(({ id }) => id);
  const keepOnly = async (without?: string) => {
    await useCases.approvals.keepOnly(those(APPROVES, without));
    await useCases.approvals.keepAskers(those(WRITES, without));
  };
  const voids: readonly VoidMember[] = [id => house.writing.drop(id), keepOnly];
  // Who was taken out of TELEGRAM_ADMINS has no say any more either.
  await keepOnly();
  const dropSessions = async () => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const ended = [...house.networks.values()].map(network => network.logOut?.(signal));
    await Promise.allSettled(ended);
    await dropKeepsakes(storage, SESSIONS);
  };
  return {
    members: createMemberUseCases({ ...house, book, voids }),
    lockdown: createLockdownUseCases({
      ...house,
      book,
      voids,
      proof: createLockProof(createKeepsakes({ storage, log })('lockdown'), settings.secretKey),
      dropSessions,
    }),
  };
}
