import {
  createLockdownUseCases,
  type LockdownUseCases,
} from '../../src/campaign/lockdown/lockdown-use-cases.ts';
import { createMemberUseCases, type MemberUseCases } from '../../src/campaign/members/member-use-cases.ts';
import type { Hold } from '../../src/domain/hold.ts';
import type { AuditEntry } from '../../src/domain/ledger.ts';
import type { Member, MemberBook, Role, UpdateBook, VoidMember } from '../../src/domain/member.ts';

/** Who is in, held in memory: for tests that are about something else. */
export interface Crew {
  readonly members: MemberUseCases;
  readonly lockdown: LockdownUseCases;
  readonly updates: UpdateBook;
  readonly audited: AuditEntry[];
  admit(id: number, role: Role): void;
  leave(id: number): void;
}

export function createCrew(
  owners: readonly number[],
  now: () => Date,
  voids: readonly VoidMember[] = [],
): Crew {
  const all = new Map<string, Member>();
  const audited: AuditEntry[] = [];
  const admit = (id: number, role: Role) =>
    void all.set(String(id), { id: String(id), role, since: new Date(0) });
  for (const owner of owners) admit(owner, 'owner');
  const book: MemberBook = {
    find: id => all.get(id),
    list: () => [...all.values()],
    isBySetting: id => owners.includes(Number(id)),
    invite: () => Promise.reject(new Error('nobody is invited here')),
    isOpen: () => false,
    accept: async () => undefined,
    async remove(id) {
      const member = all.get(id);
      all.delete(id);
      return member;
    },
    invitations: () => [],
    dropInvitations: async () => 0,
  };
  const holds: Hold[] = [];
  const audit = async (entry: AuditEntry) => void audited.push(entry);
  const taken = new Set<number>();
  return {
    members: createMemberUseCases({
      book,
      ledger: { audit },
      now,
      voids,
    }),
    lockdown: createLockdownUseCases({
      book,
      ledger: { audit, holds: async () => holds, count: async () => 0 },
      desk: {
        async hold(scope, kind, why, by) {
          holds.push({ scope, kind, why, by, since: now() });
          return true;
        },
      },
      now,
      voids: [],
      proof: { needsKey: false, put: async () => {} },
      dropSessions: async () => {},
    }),
    updates: {
      async claim(update) {
        const isNew = !taken.has(update);
        taken.add(update);
        return isNew;
      },
    },
    audited,
    admit,
    leave: id => void all.delete(String(id)),
  };
}
