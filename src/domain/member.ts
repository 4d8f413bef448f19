/**
 * What a member of the team may do. An owner: everything. An editor writes, schedules, changes and withdraws posts and sets
 * figures. An approver sees, approves and rejects. A viewer sees.
 */
export type Role = 'owner' | 'editor' | 'approver' | 'viewer';

/** The most rights first. */
export const ROLES: readonly Role[] = ['owner', 'editor', 'approver', 'viewer'];

/** Somebody who may use the chat: an id and nothing else that would say who it is. */
export interface Member {
  /** A numeric Telegram id. */
  readonly id: string;
  readonly role: Role;
  readonly since: Date;
  /** The member who invited them; absent for the owners of TELEGRAM_ADMINS. */
  readonly invitedBy?: string;
}

/** An open invitation; of its link only a hash is kept. */
export interface Invitation {
  readonly role: Role;
  readonly by: string;
  /** From then on it is void. */
  readonly until: Date;
}

/** Who may use the chat at this moment. */
export interface Roster {
  find(id: string): Member | undefined;
  /** The owners of TELEGRAM_ADMINS first, then by the time at which they came. */
  list(): readonly Member[];
}

/** Who may use the chat, and who is invited; what it answers without waiting, it knows without asking the database. */
export interface MemberBook extends Roster {
  /** Stands in TELEGRAM_ADMINS: comes and goes with the setting alone. */
  isBySetting(id: string): boolean;
  /** Gives the secret part of the link, which is not kept. */
  invite(invitation: Invitation, now: Date): Promise<string>;
  /** Whether the secret is that of an invitation which is open. */
  isOpen(token: string, now: Date): boolean;
  /** Makes a member and ends the invitation, once: undefined where it is used, expired or unknown. */
  accept(token: string, id: string, now: Date): Promise<Member | undefined>;
  /** Takes a member out, and their invitations with them. Undefined where there is none. */
  remove(id: string): Promise<Member | undefined>;
  invitations(now: Date): readonly Invitation[];
  /** Gives how many there were. */
  dropInvitations(): Promise<number>;
}

/** Makes void what waits for a person: questions asked of them, drafts, whatever they had begun. */
export type VoidMember = (id: string) => Promise<void>;

/** Which updates of Telegram were taken already, so that one that comes again is not. */
export interface UpdateBook {
  /** False where it was taken before, in this process or an earlier one. Taken is taken, whatever comes of it. */
  claim(update: number, now: Date): Promise<boolean>;
}

/** Who sees, and that is everybody. */
export const SEES: readonly Role[] = ROLES;
/** Who writes, schedules, changes and withdraws posts, sets figures and answers questions about them. */
export const WRITES: readonly Role[] = ['owner', 'editor'];
/** Who approves and rejects. */
export const APPROVES: readonly Role[] = ['owner', 'approver'];
/** Who may halt: everybody who does more than look on. */
export const HALTS: readonly Role[] = ['owner', 'editor', 'approver'];
export const OWNS: readonly Role[] = ['owner'];
