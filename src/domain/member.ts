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

/** Who may use the chat at this moment. */
export interface Roster {
  find(id: string): Member | undefined;
  /** The owners of TELEGRAM_ADMINS first, then by the time at which they came. */
  list(): readonly Member[];
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
