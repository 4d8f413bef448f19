import type { Member, Roster } from '../domain/member.ts';

/** The owners of TELEGRAM_ADMINS and nobody else. */
export function createOwnerRoster(ids: readonly number[], since: Date): Roster {
  const owners = new Map<string, Member>(
    ids.map(id => [String(id), { id: String(id), role: 'owner', since }]),
  );
  return { find: id => owners.get(id), list: () => [...owners.values()] };
}
