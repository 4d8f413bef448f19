import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Invitation, Member, MemberBook } from '../domain/member.ts';
import type { MemberTables } from './tables.ts';

/** Guessing one of so many takes longer than there is. */
const TOKEN_BYTES = 24;
/** The owners of the setting have been there as long as the setting. */
const ALWAYS = new Date(0);

/**
 * Reads who is in. One process at a time may change it, the one with the chat, so what it holds in memory is what there is.
 * Invitations by people who are owners no more are void.
 */
export async function openMemberBook(
  db: Kysely<MemberTables>,
  owners: readonly number[],
): Promise<MemberBook> {
  const bySetting = new Map<string, Member>(
    owners.map(id => [String(id), { id: String(id), role: 'owner', since: ALWAYS }]),
  );
  const rows = await db.selectFrom('members').selectAll().orderBy('since').execute();
  const invited = new Map<string, Member>(
    rows.map(({ id, role, since, invited_by }) => [id, { id, role, since, invitedBy: invited_by }]),
  );
  const find = (id: string) => bySetting.get(id) ?? invited.get(id);
  const kept = await db.selectFrom('invitations').selectAll().execute();
  const open = new Map<string, Invitation>(
    kept
      .filter(({ invited_by }) => find(invited_by)?.role === 'owner')
      .map(({ token_hash, role, invited_by: by, until }) => [token_hash, { role, by, until }]),
  );

  return {
    find,
    list: () => [...bySetting.values(), ...[...invited.values()].filter(({ id }) => !bySetting.has(id))],
    isBySetting: id => bySetting.has(id),
    async invite(invitation, now) {
      await forgetExpired(db, open, now);
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const { role, by, until } = invitation;
      const hash = hashToken(token);
      await db.insertInto('invitations').values({ token_hash: hash, role, invited_by: by, until }).execute();
      open.set(hash, invitation);
      return token;
    },
    isOpen: (token, now) => isOpen(open.get(hashToken(token)), now),
    async accept(token, id, now) {
      const hash = hashToken(token);
      const invitation = open.get(hash);
      if (invitation === undefined || !isOpen(invitation, now) || find(id) !== undefined) return undefined;
      // Before anything is waited for, so that two who come at once are one.
      open.delete(hash);
      const member = { id, role: invitation.role, since: now, invitedBy: invitation.by };
      if (!(await exchange(db, hash, member))) return undefined;
      // Who invited may have been taken out meanwhile.
      if (find(invitation.by)?.role !== 'owner') {
        await db.deleteFrom('members').where('id', '=', id).execute();
        return undefined;
      }
      invited.set(id, member);
      return member;
    },
    async remove(id) {
      if (bySetting.has(id)) return undefined;
      const member = invited.get(id);
      // At once, whatever the database says.
      invited.delete(id);
      for (const [hash, { by }] of open) if (by === id) open.delete(hash);
      return db.transaction().execute(async transaction => {
        await transaction.deleteFrom('invitations').where('invited_by', '=', id).execute();
        const row = await transaction
          .deleteFrom('members')
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst();
        return row === undefined
          ? member
          : { id, role: row.role, since: row.since, invitedBy: row.invited_by };
      });
    },
    invitations: now => [...open.values()].filter(invitation => isOpen(invitation, now)),
    async dropInvitations() {
      open.clear();
      const { numDeletedRows } = await db.deleteFrom('invitations').executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** A plain hash does: the token is as random as a key. */
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isOpen(invitation: Invitation | undefined, now: Date): boolean {
  return invitation !== undefined && now < invitation.until;
}

/** The invitation for the membership, in one step; none while everything is locked down, also since this moment. */
async function exchange(db: Kysely<MemberTables>, hash: string, member: Required<Member>): Promise<boolean> {
  return db.transaction().execute(async transaction => {
    // A lockdown waits for this to end, or is seen here.
    await sql`lock table holds in share mode`.execute(transaction);
    const { rows } = await sql`select from holds where kind = 'lockdown'`.execute(transaction);
    if (rows.length > 0) return false;
    const { numDeletedRows } = await transaction
      .deleteFrom('invitations')
      .where('token_hash', '=', hash)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    const { id, role, since, invitedBy } = member;
    await transaction.insertInto('members').values({ id, role, since, invited_by: invitedBy }).execute();
    return true;
  });
}

async function forgetExpired(
  db: Kysely<MemberTables>,
  open: Map<string, Invitation>,
  now: Date,
): Promise<void> {
  for (const [hash, invitation] of open) if (!isOpen(invitation, now)) open.delete(hash);
  await db.deleteFrom('invitations').where('until', '<=', now).execute();
}
