import type { ColumnType, Generated } from 'kysely';
import type { Role } from '../domain/member.ts';

/** What the members' room keeps; `src/storage/migrations` makes it. */
export interface MemberTables {
  members: {
    id: string;
    role: Role;
    since: Date;
    invited_by: string;
  };
  invitations: {
    token_hash: string;
    role: Role;
    invited_by: string;
    until: Date;
  };
  taken_updates: {
    number: Generated<string>;
    /** A bot's own numeric id. */
    bot: string;
    update_id: ColumnType<string, number, number>;
    at: Date;
  };
}
