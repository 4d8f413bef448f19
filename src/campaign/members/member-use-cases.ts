import { InputError } from '../../domain/input-error.ts';
import type { Ledger } from '../../domain/ledger.ts';
import type { Invitation, Member, MemberBook, Role, Roster, VoidMember } from '../../domain/member.ts';

/** What letting in and taking out is made of. */
export interface MemberDesk {
  readonly book: MemberBook;
  readonly ledger: Pick<Ledger, 'audit'>;
  readonly now: () => Date;
  /** What else is void when a member goes. */
  readonly voids: readonly VoidMember[];
}

/** Letting people into the chat and taking them out. Bad input fails with `InputError`. */
export interface MemberUseCases extends Roster {
  isBySetting(id: string): boolean;
  /** The secret part of a link that makes whoever opens it first a member; it is nowhere kept. */
  invite(request: { readonly role: Role; readonly admin: string }): Promise<Invited>;
  /** Whether a link would still open; asks nobody, so that any number may try. */
  opens(token: string): boolean;
  /** Undefined where the invitation is used, expired, unknown, or for somebody who is in already. */
  join(request: { readonly token: string; readonly id: string }): Promise<Member | undefined>;
  /** At once; all that waited for this person is void. */
  remove(request: { readonly id: string; readonly admin: string }): Promise<Member>;
  invitations(): readonly Invitation[];
}

export interface Invited extends Invitation {
  readonly token: string;
}

const HOUR_MS = 3_600_000;

export function createMemberUseCases({ book, ledger, now, voids }: MemberDesk): MemberUseCases {
  return {
    find: book.find,
    list: book.list,
    isBySetting: book.isBySetting,
    async invite({ role, admin }) {
      const at = now();
      const invitation = { role, by: admin, until: new Date(at.getTime() + HOUR_MS) };
      const token = await book.invite(invitation, at);
      const after = `open until ${invitation.until.toISOString()}`;
      await ledger.audit({ at, admin, action: 'invite', subject: role, before: null, after });
      return { ...invitation, token };
    },
    opens: token => book.isOpen(token, now()),
    async join({ token, id }) {
      const at = now();
      const member = await book.accept(token, id, at);
      if (member === undefined) return undefined;
      const detail = `invited by ${member.invitedBy}`;
      await ledger.audit({
        at,
        admin: id,
        action: 'join',
        subject: id,
        before: null,
        after: member.role,
        detail,
      });
      return member;
    },
    async remove({ id, admin }) {
      if (book.isBySetting(id)) throw ownerBySetting(id);
      const member = await book.remove(id);
      if (member === undefined) throw noMember(id);
      const at = now();
      await ledger.audit({ at, admin, action: 'remove', subject: id, before: member.role, after: null });
      for (const makeVoid of voids) await makeVoid(id);
      return member;
    },
    invitations: () => book.invitations(now()),
  };
}

function ownerBySetting(id: string): InputError {
  return new InputError(
    `${id} stands in TELEGRAM_ADMINS: take the id out of that setting and restart the bot.`,
    { key: 'ownerBySetting', values: { id } },
  );
}

function noMember(id: string): InputError {
  return new InputError(`There is no member ${id}: look at the list of members.`, {
    key: 'noMember',
    values: { id },
  });
}
